import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { landing, rowOfBands, visibleStep } from '../../static/src/gestures/landing.js';

const node = (id, column, row, lane = 'A') => ({
  id,
  lane,
  shape: 'rectangle',
  x: 200 * column,
  y: 100 * row,
  width: 100,
  height: 40,
  column,
  row,
});
const lane = (id, y) => ({ id, label: id, x: 0, y, width: 900, height: 200 });
const chart = (...nodes) => ({ nodes, lanes: [lane('A', 0)] });
const middle = ({ x, y }) => ({ x: x + 50, y: y + 20 });

test('a node held near its own place stays', () => {
  assert.equal(landing(chart(node('n1', 0, 0), node('n2', 1, 0)), 'n1', { x: 90, y: 40 }), null);
});

test('a node lands in the column that is nearest', () => {
  const chain = chart(node('n1', 0, 0), node('n2', 1, 0), node('n3', 2, 1));
  assert.deepEqual(landing(chain, 'n3', { x: 280, y: 115 }), {
    columns: -1,
    rows: 0,
    box: { x: 200, y: 100, width: 100, height: 40 },
  });
});

test('a column in which nothing stands can be landed in too', () => {
  assert.equal(landing(chart(node('n1', 0, 0), node('n2', 3, 0)), 'n2', { x: 440, y: 20 })?.columns, -1);
});

test('there is one more column beyond the last', () => {
  assert.equal(landing(chart(node('n1', 0, 0), node('n2', 1, 0)), 'n2', { x: 440, y: 20 })?.columns, 1);
});

test('there is one more row below, except for who would be alone there too', () => {
  const two = chart(node('n1', 0, 0), node('n2', 1, 0));
  assert.equal(landing(two, 'n2', { x: 250, y: 120 })?.rows, 1);
  assert.equal(landing(chart(node('n1', 0, 0), node('n2', 1, 1)), 'n2', { x: 250, y: 220 }), null);
});

test('who comes upon another goes past it', () => {
  const three = chart(node('n1', 0, 0), node('n2', 0, 1), node('n3', 1, 0));
  assert.deepEqual(landing(three, 'n1', middle(three.nodes[1]))?.box, { x: 0, y: 150, width: 100, height: 40 });
});

test('with time downwards columns follow each other downwards', () => {
  const upright = {
    ...chart({ ...node('n1', 0, 0), x: 0, y: 0 }, { ...node('n2', 1, 0), x: 0, y: 100 }),
    direction: 'down',
  };
  assert.equal(landing(upright, 'n2', { x: 50, y: 230 })?.columns, 1);
});

test('folded, the columns are those of the row of bands under the pointer', () => {
  const folded = {
    rows: 2,
    lanes: [lane('A', 0), lane('A.2', 300)],
    nodes: [node('n1', 0, 0), node('n2', 1, 0), { ...node('n3', 2, 0), x: 0, y: 320 }],
  };
  assert.equal(landing(folded, 'n2', { x: 50, y: 340 })?.columns, 1);
});

test('who has gone up past another lands above it, wherever it is held', () => {
  const three = chart(node('n1', 0, 2), node('n2', 0, 0), node('n3', 1, 1));
  assert.equal(landing(three, 'n1', middle(three.nodes[1]), { n1: { row: -1 } })?.box.y, -50);
  assert.equal(landing(three, 'n1', middle(three.nodes[1]), { n1: { row: 3 } })?.box.y, 50);
});

test('a step that nobody would see is left out', () => {
  const two = chart(node('n1', 0, 0), node('n2', 1, 1));
  assert.equal(visibleStep(two, 'n2', 1), 0);
  assert.equal(visibleStep(two, 'n2', -1), -1);
});

test('a step past others goes on to where it is seen', () => {
  const crowd = chart(node('n1', 1, -1), node('n2', 1, 0), node('n3', 1, 1));
  assert.equal(visibleStep(crowd, 'n1', 1, { n1: { row: -2 } }), 2);
  const passed = chart(node('n1', 1, 1), node('n2', 1, 0), node('n3', 1, 1));
  assert.equal(visibleStep(passed, 'n1', 1, { n1: { row: 1 } }), 0);
  assert.equal(visibleStep(passed, 'n1', -1, { n1: { row: 1 } }), -1);
});

// Where nodes stand after every move (tests/unit/layout/test_landing_in_both_languages.py): what is shown must be true.
const landings = JSON.parse(readFileSync(new URL('../golden/both-languages/landings.json', import.meta.url), 'utf8'));
/** Pixels between the places of a node that are tried. */
const GRID = 48;

/** Writes nodes in groups as the golden file does: those at the same place side by side. */
const inGroups = (/** @type {Map<string, number>} */ positions) =>
  [...new Set(positions.values())]
    .sort((a, b) => a - b)
    .map((at) =>
      [...positions.keys()]
        .filter((id) => positions.get(id) === at)
        .sort()
        .join(' '),
    )
    .join(' / ');

/** Leaves out of groups who is not among these. */
const among = (/** @type {string} */ groups, /** @type {string[]} */ ids) =>
  groups
    .split(' / ')
    .map((group) =>
      group
        .split(' ')
        .filter((id) => ids.includes(id))
        .join(' '),
    )
    .filter(Boolean)
    .join(' / ');

for (const [name, { geometry, given, moves }] of Object.entries(landings)) {
  const upright = geometry.direction === 'down';
  const across = (/** @type {any} */ box) => Math.round(upright ? box.x + box.width / 2 : box.y + box.height / 2);
  const bandsOf = (/** @type {any} */ box) => rowOfBands(geometry, box.y + box.height / 2).row;
  const points = [];
  for (let x = -GRID; x < geometry.width + GRID; x += GRID)
    for (let y = -GRID; y < geometry.height + GRID; y += GRID) points.push({ x, y });

  for (const [id, results] of Object.entries(moves)) {
    const node = geometry.nodes.find((/** @type {any} */ item) => item.id === id);
    const rowsOf = (/** @type {string} */ move) => results[move].split('; ')[0];

    test(`where a node is held, it is shown to land where it will stand: ${name}, ${id}`, () => {
      const seen = new Set();
      for (const point of points) {
        const found = landing(geometry, id, point, given);
        if (!found) continue;
        const move = `${found.columns},${found.rows}`;
        seen.add(move);
        const [rows, columns] = results[move].split('; ');
        const near = geometry.nodes.filter(
          (/** @type {any} */ other) => bandsOf(other) === rowOfBands(geometry, point.y).row,
        );
        const mates = near.filter((/** @type {any} */ other) => other.lane === node.lane && other.id !== id);
        const ids = [...mates.map((/** @type {any} */ other) => other.id), id];
        const shown = new Map([...mates, { ...found.box, id }].map((other) => [other.id, across(other)]));
        // Who went past the dragged node comes back when that leaves, and who was moved before goes past who comes:
        // only the layout shows that.
        const shares = (/** @type {any} */ other, columns = 0, rows = 0) =>
          other.column === node.column + columns && other.row === node.row + rows;
        const moves = (/** @type {any} */ other) =>
          shares(other) || (given[other.id] && shares(other, found.columns, found.rows));
        if (!mates.some(moves)) assert.equal(inGroups(shown), among(rows, ids), `rows, held at ${point.x} ${point.y}`);
        const numbers = new Map(geometry.nodes.map((/** @type {any} */ other) => [other.id, other.column]));
        numbers.set(id, node.column + found.columns);
        assert.equal(inGroups(numbers), columns, `columns, held at ${point.x} ${point.y}`);
        if (found.columns === 0) assert.notEqual(rows, rowsOf('0,0'), `it would move nowhere: ${move}`);
      }
      assert.ok(seen.size > 0);
    });

    test(`a key moves a node as far as to be seen elsewhere, and no further: ${name}, ${id}`, () => {
      for (const direction of [-1, 1]) {
        const steps = [1, 2, 3, 4].map((step) => step * direction);
        const first = steps.find((step) => rowsOf(`0,${step}`) !== rowsOf('0,0')) ?? 0;
        assert.equal(visibleStep(geometry, id, direction, given), first);
      }
    });
  }
}
