import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decoded, encoded, readTextFile } from '../../static/src/core/text-file.js';

const WORDS = 'A { # Łódź 😀\r\n}\n';
const file = (/** @type {Uint8Array<ArrayBuffer>} */ bytes) => new File([bytes], 'a.fz');

test('a text comes back in the encoding that it came in, to the byte', () => {
  for (const encoding of ['', 'utf-16le', 'utf-16be']) {
    const bytes = encoded(encoding ? `\uFEFF${WORDS}` : WORDS, encoding);
    const read = decoded(bytes);
    assert.equal(read.encoding, encoding);
    assert.equal(read.text.replace('\uFEFF', ''), WORDS);
    assert.deepEqual(encoded(read.text, read.encoding), bytes);
  }
});

test('UTF-16 is written with a mark, by which it is known again', () => {
  assert.deepEqual([...encoded('A', 'utf-16le')], [0xff, 0xfe, 0x41, 0]);
  assert.deepEqual([...encoded('A', 'utf-16be')], [0xfe, 0xff, 0, 0x41]);
});

test('what is no text is refused in words', async () => {
  await assert.rejects(
    readTextFile(file(new Uint8Array([0x41, 0xff, 0x41])), 100),
    /“a.fz” is not a text file in UTF-8 or UTF-16/,
  );
  await assert.rejects(
    readTextFile(file(new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00])), 100),
    /not a text file/,
  );
});

test('the limit counts UTF-8, whatever the file is in', async () => {
  assert.equal((await readTextFile(file(encoded('x'.repeat(100), 'utf-16le')), 103)).text.length, 101);
  await assert.rejects(readTextFile(file(encoded('€'.repeat(100), 'utf-16le')), 200), /a diagram can have/);
  await assert.rejects(readTextFile(file(encoded('x'.repeat(101))), 100), /a diagram can have/);
});
