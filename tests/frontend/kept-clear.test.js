import assert from 'node:assert/strict';
import { test } from 'node:test';
import './page-in-node.js';

const { keptClear } = await import('../../static/src/picture/kept-clear.js');

test('in a run the active node and what its choices lead to are kept clear, other nodes are not', () => {
  const world = document.createElement('div');
  world.innerHTML =
    '<i id="node-n1" class="run-active"></i><i id="edge-n1-n2" class="run-open"></i><i id="edge-n2-n3"></i>';
  const edges = [
    { id: 'n1-n2', target: 'n2' },
    { id: 'n2-n3', target: 'n3' },
  ];
  const places = /** @type {Record<string, number>} */ ({ 'node-n1': 100, 'node-n2': 300, 'node-n3': 500 });
  const clear = keptClear({
    state: /** @type {any} */ ({ running: true, picture: { diagram: { edges } } }),
    viewport: /** @type {any} */ ({ scale: 1, view: { x: 0, y: 0, scale: 1 } }),
    world,
    floats: document.createElement('div'),
    box: (id) => ({ x: places[id] ?? 0, y: 0, width: 80, height: 40 }),
  });
  assert.deepEqual(
    clear.map(({ x, width }) => [x, width]),
    [
      [84, 112],
      [300, 80],
    ],
  );
});
