import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstText } from '../../static/src/editor/empty.js';

test('the first step becomes a text with a start that leads to it', () => {
  assert.equal(firstText('Desk', 'Ask'), 'Team { # Desk\n  n1: circle label:"Start"\n  n2: rectangle label:"Ask"\n  n1.handle(right) -> n2.handle(left)\n}\n');
});

test('quotes and backslashes in a name stay in its label', () => {
  assert.match(firstText('', 'Say "hi" \\ go'), /label:"Say \\"hi\\" \\\\ go"/);
});

test('a lane without a name is called Team', () => {
  assert.match(firstText('  ', 'Ask'), /^Team \{ # Team\n/);
});
