import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Text } from '@codemirror/state';
import { nextNodeId } from '../../static/src/code/next-id.js';
import { fragmentOf } from '../../static/src/core/fragment.js';
import { freshLaneName, relabel } from '../../static/src/core/operations.js';
import { usualSides, usualSidesOfLanes } from '../../static/src/core/usual-sides.js';

// What the server does (tests/unit/dsl/test_rules_in_both_languages.py): both must do the same.
const golden = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`../golden/both-languages/${name}.json`, import.meta.url), 'utf8'));

{
  const { diagram, edges } = golden('default-sides');
  const laneOf = (/** @type {string} */ id) => diagram.nodes.find((/** @type {any} */ node) => node.id === id).lane;
  const sides = ([source, target]) => ({ source_side: source, target_side: target });

  for (const { source, target, ...expected } of edges)
    test(`an edge from ${source} to ${target} takes the sides that the reader of the text gives it`, () => {
      assert.deepEqual(usualSides(diagram, source, target), sides(expected.sides));
      assert.deepEqual(usualSides(diagram, source, target, true), sides(expected.upright));
      assert.deepEqual(usualSidesOfLanes(diagram, laneOf(source), laneOf(target)), sides(expected.sides));
    });
}

{
  const { nodes, lanes } = golden('next-ids');

  for (const [name, { text, diagram, next }] of Object.entries(nodes)) {
    test(`the next free id is that of the server: ${name}`, () => {
      assert.equal(nextNodeId(diagram, Text.of(text.split('\n'))), next);
    });
  }

  test('names that new lanes get have ids that the first name replaces', () => {
    lanes.forEach(({ id, label }, /** @type {number} */ index) => {
      assert.equal(freshLaneName({ ...nodes['no node yet'].diagram, lanes: lanes.slice(0, index) }), label);
      assert.equal(relabel({ kind: 'lane', id }, 'Sales team', label)[0].id_from_label, true);
    });
  });
}

{
  const { diagram, cases } = golden('fragments');

  for (const [name, { selection, fragment }] of Object.entries(cases))
    test(`what is copied is written as the server writes it: ${name}`, () => {
      assert.equal(fragmentOf(diagram, selection), fragment);
    });
}
