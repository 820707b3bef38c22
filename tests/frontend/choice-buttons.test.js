import assert from 'node:assert/strict';
import { test } from 'node:test';
import './page-in-node.js';

const { ChoiceButtons } = await import('../../static/src/player/choice-buttons.js');

const GEOMETRY = {
  nodes: [{ id: 'n1', shape: 'rectangle', x: 100, y: 100, width: 80, height: 40 }],
  edges: [
    {
      id: 'n1-n2',
      points: [
        [180, 120],
        [300, 120],
      ],
    },
  ],
};
const branch = (/** @type {string} */ label, /** @type {string[]} */ edges) => ({
  ...{ label, edges, targets: edges.length > 0 ? ['n2'] : [], greyed: false },
});

/** The words of the buttons on the drawing. @param {any[]} options @param {boolean} counts */
function shown(options, counts) {
  const floats = document.createElement('div');
  const viewport = { scale: 1, canvas: { width: 800, height: 600 } };
  const stage = /** @type {any} */ ({ floats, viewport, toScreen: (/** @type {any} */ point) => point });
  const buttons = new ChoiceButtons(stage, /** @type {any} */ (GEOMETRY), () => {});
  buttons.show({ node: 'n1', visit: 1, question: '', options, counts, taken: -1, by: null });
  return [...floats.querySelectorAll('button > span:nth-child(2)')].map((words) => words.textContent);
}

test('a branch without a drawn edge has a button on the drawing too', () => {
  assert.deepEqual(shown([branch('Go on', ['n1-n2']), branch('Repeat', ['loop'])], false), ['Go on', 'Repeat']);
});

test('numbers to choose from have no buttons on the drawing', () => {
  assert.deepEqual(shown([branch('1', []), branch('2', [])], true), []);
});
