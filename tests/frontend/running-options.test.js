import assert from 'node:assert/strict';
import { test } from 'node:test';
import './page-in-node.js';

const { createRunningOptions } = await import('../../static/src/player/running-options.js');
const { Names } = await import('../../static/src/player/log-lines.js');

/** What the open panel says of how long the options hold. @param {boolean} running */
async function noteOf(running) {
  const diagram = { lanes: [], nodes: [], edges: [], loops: [] };
  const options = createRunningOptions(
    /** @type {any} */ ({
      state: { running, data: { companion: {} }, picture: { diagram } },
      session: { model: null },
      stage: { element: () => null },
      names: () => new Names(/** @type {any} */ (diagram)),
      changed() {},
      page: { save: async () => {}, backEdges: async () => [] },
    }),
  );
  await options.open(null);
  const note = document.querySelector('.options-dialog p')?.textContent;
  options.destroy();
  return note;
}

test('undo is promised while a run is open too', async () => {
  assert.match((await noteOf(true)) ?? '', /with it, and undo takes them back/);
  assert.match((await noteOf(false)) ?? '', /with it, and undo takes them back/);
});
