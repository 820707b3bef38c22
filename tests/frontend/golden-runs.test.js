import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { EventBus } from '../../static/src/core/event-bus.js';
import { page } from './page-in-node.js';
import { statesOf } from './traces/told.js';

Object.assign(globalThis, { KeyboardEvent: page.KeyboardEvent });
const { PageState } = await import('../../static/src/core/state.js');
const { createPlayer } = await import('../../static/src/player/player.js');
const { Names } = await import('../../static/src/player/log-lines.js');

const folder = new URL('../golden/both-languages/told-runs/', import.meta.url);
/** Places of tokens that the page lists. */
const LISTED = 6;

/** A diagram with the parts of a run, each called after its id. @param {any} tables */
const diagramOf = ({ nodes, edges, drawn, ids }) => ({
  nodes: nodes.map((/** @type {string} */ id) => ({ id, text: id, shape: 'rectangle', lane: 'A' })),
  edges: Array.from({ length: drawn }, (_, edge) => {
    const [source, target] = [nodes[edges[2 * edge]], nodes[edges[2 * edge + 1]]];
    return { id: ids[edge] ?? `${source}-${target}`, source, target, label: '' };
  }),
  lanes: [{ id: 'A', label: 'A' }],
  loops: [],
});

/** @param {any} run @param {any} diagram */
async function opened(run, diagram) {
  document.body.replaceChildren();
  const bus = new EventBus();
  const picture = /** @type {any} */ ({
    kind: 'new',
    companion: {},
    svg: '',
    geometry: null,
    diagram,
    diagnostics: [],
  });
  const container = /** @type {any} */ (document.createElement('div'));
  document.body.append(container);
  const layer = () => /** @type {any} */ (document.createElement('div'));
  const viewport = { scale: 1, canvas: { width: 800, height: 600 }, reveal() {} };
  const stage = {
    ...{ element: () => null, box: () => null, refAt: () => null, toScreen: (/** @type {any} */ point) => point },
    ...{ overlay: layer(), rings: layer(), floats: layer(), canvas: layer(), viewport },
  };
  const player = createPlayer(container, {
    bus,
    state: new PageState(bus, picture),
    stage: /** @type {any} */ (stage),
    run: async () => run,
  });
  player.open();
  await new Promise((go) => {
    setImmediate(go);
  });
  return { player, container };
}

/** What the page says of the position. @param {any} container */
const factsOn = (container) => ({
  position: Number(container.dataset.position),
  tokens: [...container.querySelectorAll('.facts-places li')].map((row) => row.textContent).sort(),
  covered: container.querySelector('.facts-cover').textContent,
});

/** The same by the state that the server told. @param {any} state @param {number} position @param {any} diagram */
function factsOf(state, position, diagram) {
  const names = new Names(diagram);
  const tokens = Object.entries(state.tokens ?? {}).map(([node, count]) => {
    const others = node === state.active ? [] : (state.waiting?.[node] ?? []);
    return `${others.length ? `${node} waits for ${names.list(others)}` : `at ${node}`}${count}`;
  });
  const covered = `${Object.keys(state.visits ?? {}).length} of ${diagram.nodes.length} nodes`;
  return { position, tokens: tokens.length ? tokens.sort() : ['none left'], covered };
}

for (const name of readdirSync(folder).filter((one) => one !== 'random.txt'))
  test(`the page says at each step of the runs of ${name} where the tokens are and what was visited`, async () => {
    for (const line of readFileSync(new URL(name, folder), 'utf8').trim().split('\n')) {
      const { run, told } = JSON.parse(line);
      const diagram = diagramOf(run.program);
      const states = statesOf(told.first, told.changes);
      const { player, container } = await opened(run, diagram);
      states.forEach((state, position) => {
        const expected = factsOf(state, position, diagram);
        if (expected.tokens.length <= LISTED) assert.deepEqual(factsOn(container), expected);
        container.querySelector('[aria-label="Step"]').click();
      });
      player.destroy();
    }
  });
