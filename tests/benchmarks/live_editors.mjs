/**
 * Editors without a browser that work on one document through several servers: they type, remove, undo, rename and change
 * the companion, as the page does it (static/src/session/live-text.js). Prints as JSON what came of it.
 *
 *     node tests/benchmarks/live_editors.mjs '{"addresses": [...], "key": ..., "editors": 6, "edits": 200, "seed": 1}'
 *
 * After half of the edits it writes "half" to standard error: whoever started it may end a server then.
 */
import { history, undo } from '@codemirror/commands';
import { EditorState, Transaction } from '@codemirror/state';
import { beside, codeOf, companionOf, setCompanion } from '../../static/src/code/beside.js';
import { takeApart } from '../../static/src/code/line-endings.js';
import { createLiveText } from '../../static/src/session/live-text.js';

const { addresses, key, editors, edits, seed } = JSON.parse(process.argv[2] ?? '{}');
const PIECES = ['a', 'b\n', '\n', '\u{1F600}', '# ä', 'n7'];
/** When each step was sent. @type {Map<number, number>} */ const sentAt = new Map();
/** How long until another editor had it, in ms. @type {number[]} */ const seen = [];
let acknowledged = 0;
let done = 0;

/** @param {number} ms */
const pause = (ms) => new Promise((go) => setTimeout(go, ms));

/** @param {number} place @param {string} path @param {object} [body] */
async function ask(place, path, body) {
  for (let attempt = 0; ; attempt += 1) {
    const address = addresses[(place + attempt) % addresses.length];
    try {
      const answer = await fetch(`${address}/api/documents/${key}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { 'Content-Type': 'application/json', 'Lanestep-Client': `editor-${place}` },
        body: body && JSON.stringify(body),
      });
      if (answer.status < 500) return { status: answer.status, json: await answer.json() };
    } catch {
      // That server is gone: another one answers.
    }
    await pause(20);
  }
}

/** @param {number} place */
async function createEditor(place) {
  const { json: found } = await ask(place, '');
  const { text, form } = takeApart(found.code);
  const view = {
    state: EditorState.create({ doc: text, extensions: [beside(form, found.companion), history()] }),
    dispatch(/** @type {any} */ spec) {
      this.state = (spec instanceof Transaction ? spec : this.state.update(spec)).state;
    },
  };
  const live = createLiveText(/** @type {any} */ (view), `editor-${place}`);
  live.enter(found.live);
  let number = seed * 7919 + place * 104729;
  const draw = (/** @type {number} */ count) => {
    number = (Math.imul(number, 1103515245) + 12345) >>> 0;
    return Math.floor((number / 2 ** 32) * count);
  };
  let turn = Promise.resolve();
  let waiting = false;
  /** One request after the other. @param {() => Promise<void>} deed */
  const inTurn = (deed) => (turn = turn.then(deed));

  /** @param {any[]} steps */
  function receive(steps) {
    const now = performance.now();
    steps.forEach((step, at) => {
      const sent = sentAt.get(live.version() + at + 1);
      if (sent !== undefined && step.client !== `editor-${place}`) seen.push(now - sent);
    });
    live.receive(steps);
  }

  async function push() {
    for (;;) {
      const steps = live.pending().slice(0, 100);
      if (steps.length === 0) return;
      const version = live.version();
      const sent = performance.now();
      const { status, json } = await ask(place, '/steps', { version, steps });
      if (status === 200) {
        acknowledged += steps.length;
        steps.forEach((_, at) => sentAt.set(version + at + 1, sent));
        live.receive(steps);
      } else if (status === 409) receive(json.steps);
      else throw new Error(JSON.stringify(json));
    }
  }

  async function pull() {
    const { json } = await ask(place, `/steps?since=${live.version()}`);
    receive(json.steps);
  }

  function edit() {
    const { doc } = view.state;
    const whole = (/** @type {number} */ at) => (/[\uDC00-\uDFFF]/.test(doc.sliceString(at, at + 1)) ? at + 1 : at);
    const deed = draw(8);
    const from = whole(draw(doc.length + 1));
    if (deed < 4) view.dispatch({ changes: { from, insert: PIECES[draw(PIECES.length)] } });
    else if (deed === 4) view.dispatch({ changes: { from, to: whole(Math.min(doc.length, from + draw(6))) } });
    else if (deed === 5) undo({ state: view.state, dispatch: (one) => view.dispatch(one) });
    else if (deed === 6)
      view.dispatch({ effects: setCompanion.of({ ...companionOf(view.state), title: `${place}.${done}` }) });
    else {
      const at = doc.toString().indexOf('n1');
      if (at >= 0) view.dispatch({ changes: { from: at, to: at + 2, insert: 'n1' + PIECES[draw(2)] } });
    }
    done += 1;
    if (done === Math.floor((editors * edits) / 2)) process.stderr.write('half\n');
  }

  /** Takes in the steps of others when the bell rings; from another server where this one is gone. */
  async function hear(/** @type {AbortSignal} */ signal) {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        const answer = await fetch(`${addresses[(place + attempt) % addresses.length]}/live/${key}`, { signal });
        for await (const _ of /** @type {any} */ (answer.body)) {
          // One that waits already takes in what this one would.
          if (waiting) continue;
          waiting = true;
          inTurn(() => {
            waiting = false;
            return pull();
          });
        }
      } catch {
        await pause(20);
      }
    }
  }

  return {
    hear,
    pull: () => inTurn(pull),
    async work() {
      for (let left = edits; left > 0; left -= 1) {
        edit();
        await inTurn(push);
        await pause(draw(30));
      }
    },
    result: () => ({ code: codeOf(view.state), companion: companionOf(view.state) }),
  };
}

const all = await Promise.all(Array.from({ length: editors }, (_, place) => createEditor(place)));
const over = new AbortController();
const hearing = all.map((editor) => editor.hear(over.signal));
await Promise.all(all.map((editor) => editor.work()));
await Promise.all(all.map((editor) => editor.pull()));
over.abort();
await Promise.allSettled(hearing);
await Promise.all(all.map((editor) => editor.pull()));
seen.sort((a, b) => a - b);
process.stdout.write(
  JSON.stringify({
    works: all.map((editor) => editor.result()),
    acknowledged,
    p50: seen[Math.floor(seen.length / 2)],
    p95: seen[Math.floor(seen.length * 0.95)],
    seen: seen.length,
  }),
);
process.exit(0);
