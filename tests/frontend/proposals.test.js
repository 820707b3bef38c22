import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Text } from '@codemirror/state';
import { proposals } from '../../static/src/code/proposals.js';

// The server's own answers to the same questions (tests/unit/dsl/assist/test_completion.py): both must offer the same.
const { vocabulary, cases } = JSON.parse(
  readFileSync(new URL('../golden/assist/completion.json', import.meta.url), 'utf8'),
);

for (const [name, { text, asked, diagram, start, items }] of Object.entries(cases)) {
  test(`the browser offers what the server offers: ${name}`, () => {
    const offset = text.indexOf('|');
    const doc = Text.of(text.replace('|', '').split('\n'));
    const found = proposals(vocabulary, diagram, doc, offset, asked);
    assert.deepEqual(found?.items ?? [], items);
    if (items.length > 0) assert.equal(found.from, start);
  });
}

test('the browser offers nothing behind more of a line than the server would read', () => {
  const { diagram } = Object.values(cases)[0];
  const offers = (/** @type {number} */ blanks) =>
    proposals(vocabulary, diagram, Text.of([`${' '.repeat(blanks)}n1: `]), blanks + 4, true);

  assert.ok(offers(vocabulary.longest - 4));
  assert.equal(offers(vocabulary.longest - 3), null);
});
