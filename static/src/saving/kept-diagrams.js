/** Keeps what the server has of this diagram in the browser, so that it opens without the server. */
import { prefix } from '../core/dom.js';
import { savingKey } from '../core/keys.js';
import { keptAddress, keptCache } from '../core/kept.js';

/** Diagrams; those that were opened last. */
const MOST = 20;
/** Letters of one; browsers give a website tens of megabytes at least. */
const LARGEST = 2_000_000;
/** Work goes on: it is enough to keep it now and then, in ms. */
const PAUSE = 1500;

/**
 * @param {{ bus: import('../core/event-bus.js').EventBus, state: import('../core/state.js').PageState, current: () =>
 *   import('../session/work.js').Work, dirty: () => boolean, judged: () => boolean }} parts
 *   `judged` says whether the picture is that of the text
 */
export function keepDiagrams({ bus, state, current, dirty, judged }) {
  const { data } = state;
  let stale = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;

  function soon() {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (data.kind === 'document' && data.view_key && !dirty() && savingKey(data.view_key)) void keep(data.view_key);
    }, PAUSE);
  }

  /** @param {string} key to view */
  async function keep(key) {
    const text = JSON.stringify({ ...data, ...current(), newest: null, ...shown() });
    const cache = await keptCache();
    const address = keptAddress(prefix(), key);
    try {
      // What is put last is kept longest.
      await cache?.delete(address);
      if (text.length <= LARGEST) await cache?.put(address, new Response(text));
      const all = (await cache?.keys()) ?? [];
      for (const old of all.slice(0, Math.max(0, all.length - MOST))) await cache?.delete(old);
    } catch {
      // No room: what is kept of others is worth as much.
    }
  }

  /** The picture of the text; where it stays behind, none, because its parts would be looked for in the text. */
  function shown() {
    const { svg, geometry, diagram, diagnostics, plan } = state.picture;
    if (!stale && judged() && svg)
      return { svg, geometry, diagram, diagnostics, plan, refined: true, drawing_error: null };
    const empty = Object.fromEntries(
      Object.entries(diagram).map(([name, value]) => [name, Array.isArray(value) ? [] : value]),
    );
    const drawing_error = 'the server cannot be reached. It is drawn when the server answers again';
    return { svg: '', geometry: null, diagram: empty, diagnostics: [], plan: '', refined: true, drawing_error };
  }

  bus.on('picture.stale', (event) => {
    stale = event.stale;
    soon();
  });
  bus.on('picture.changed', soon);
  bus.on('save.changed', ({ state: saving }) => {
    if (saving === 'saved') soon();
  });
}
