/** Remembers how a run went before its diagram changed, also in another version, and says where it now differs. */
import { keepInTab, readInTab } from '../core/storage.js';
import { followedChoices } from './followed-ids.js';
import { otherWay, unusedSentence, wayTo } from './other-way.js';

/** A run that goes on with another version in this tab. */
const HANDED_OVER = 'lanestep.run-before';

/**
 * @typedef {import('./other-way.js').Way} Way
 * @param {{ session: import('./run-session.js').RunSession, names: () => import('./log-lines.js').Names, note:
 *   import('./notes.js').Show }} parts
 */
export function createRunBefore({ session, names, note }) {
  /**
   * `byLabel`: who did not make the change is told of another label too.
   * @type {{ way: Way, byLabel: boolean }|null}
   */
  let before = null;
  let said = '';

  /** @param {string} other @param {string} unused */
  function tell(other, unused) {
    said = other || unused;
    note('other-way', said);
  }

  return {
    /** The diagram of the run has changed. @param {import('./followed-ids.js').Renamed} renamed what got another id */
    keep(renamed) {
      const { model, position, stopped } = session;
      if (model && !(before && (said !== '' || stopped !== '')))
        before = { way: wayTo(model, names(), position), byLabel: false };
      if (before) before.way = followedWay(before.way, renamed);
    },
    /** Hands the run over to the page with another version. @param {string} hash its fragment there */
    handOver(hash) {
      const { model, position } = session;
      if (model) keepInTab(HANDED_OVER, JSON.stringify({ hash, way: wayTo(model, names(), position) }));
    },
    /** A run opens. @param {string} [hash] the fragment that asks for it */
    begin(hash) {
      const way = hash ? handedOver(hash) : null;
      before = way && { way, byLabel: true };
      tell('', '');
    },
    /** Another answer is there. */
    show() {
      const { model, again, stopped } = session;
      if (!again) before = null;
      if (!model || !again) return tell('', '');
      const other = before ? otherWay(before.way, model, names(), before.byLabel) : '';
      return tell(other, stopped ? '' : unusedSentence(model, names()));
    },
  };
}

/** @param {Way} way @param {import('./followed-ids.js').Renamed} renamed @returns {Way} */
function followedWay(way, renamed) {
  const next = renamed.node.get(way.next) ?? way.next;
  return { ...way, steps: followedChoices(way.steps, renamed), next };
}

/** @param {string} hash @returns {Way|null} */
function handedOver(hash) {
  const kept = readInTab(HANDED_OVER);
  if (!kept) return null;
  // Once: a later visit of the page is another run.
  keepInTab(HANDED_OVER, '');
  try {
    const read = JSON.parse(kept);
    return read.hash === hash ? read.way : null;
  } catch {
    return null;
  }
}
