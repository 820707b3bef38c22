import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ReplayError, readReplay, writeReplay } from '../../static/src/player/replay.js';

// What the server does (tests/unit/simulation/test_replay.py): both must do the same.
const { read, refused } = JSON.parse(
  readFileSync(new URL('../golden/both-languages/replay.json', import.meta.url), 'utf8'),
);

for (const [name, { text, replay, written }] of Object.entries(read))
  test(`a run is read and written as the server does it: ${name}`, () => {
    assert.deepEqual(readReplay(text), replay);
    assert.equal(writeReplay(replay), written);
    assert.deepEqual(readReplay(written), replay);
  });

for (const [name, { text, message }] of Object.entries(refused))
  test(`a text is refused in the words of the server: ${name}`, () => {
    const whole = typeof text === 'string' ? text : text.begins.padEnd(text.length, text.begins.at(-1));
    assert.throws(
      () => readReplay(whole),
      (/** @type {unknown} */ error) => error instanceof ReplayError && error.message === message,
    );
  });

test('a choice of a trace keeps its edges; its label is left out, for the edges say it', () => {
  const choices = [{ node: 'n5', visit: 2, edges: ['n5-n6', 'n5-n7'], label: 'Yes' }];
  assert.equal(writeReplay({ at: 3, choices }), 'at=3&choices=n5.2:n5-n6+n5-n7');
});

test('half of a surrogate pair is written as an unknown letter', () => {
  assert.deepEqual(readReplay(writeReplay({ choices: [{ node: 'n1', label: '\ud800' }] })).choices, [
    { node: 'n1', label: '\ufffd' },
  ]);
});

test('half of a surrogate pair is not read', () => {
  assert.throws(() => readReplay('choices=n4=\ud800'), ReplayError);
});

test('what is wrong with a link is also there in plain words', () => {
  for (const text of ['at=x', 'seed=1.5', 'choices=zzz', 'options=5'])
    assert.throws(
      () => readReplay(text),
      (/** @type {any} */ { plain }) =>
        plain.startsWith('this link is not complete: ') && !/at must|options must|n5/.test(plain),
    );
});
