import assert from 'node:assert/strict';
import { test } from 'node:test';
import { togetherNames } from '../../static/src/core/phrases.js';

test('those who saved together are named, two at most, and who gave no name counts', () => {
  const said = [[], [''], ['Priya'], ['Priya', ''], ['Priya', 'Tom'], ['Priya', 'Tom', ''], ['', 'Priya', 'Tom', 'Ed']];
  assert.deepEqual(said.map(togetherNames), [
    'Somebody',
    'Somebody',
    'Priya',
    'Priya and somebody else',
    'Priya and Tom',
    'Priya and 2 others',
    'Priya and 3 others',
  ]);
});
