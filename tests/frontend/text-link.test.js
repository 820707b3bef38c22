import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { packText, unpackText } from '../../static/src/core/text-link.js';

const TEXTS = [
  '',
  'Team {\r\n  n1: circle label:"Start \u{1f600} \u00e4"\r\n}\n',
  '\ufeffa\u0000b',
  'x'.repeat(100000),
];

test('a text comes out of a link as it went in', async () => {
  for (const text of TEXTS) assert.equal(await unpackText(await packText(text), 200000), text);
});

test('a link holds the format zlib as base64url, which other programs write too', async () => {
  const packed = await packText(TEXTS[1]);

  assert.match(packed, /^[A-Za-z0-9_-]+$/);
  assert.equal(inflateSync(Buffer.from(packed, 'base64url')).toString(), TEXTS[1]);
});

test('a damaged link says so', async () => {
  const packed = await packText(TEXTS[1]);

  for (const damaged of [packed.slice(0, -9), `x${packed}`, '%%%', packed.slice(4)])
    await assert.rejects(unpackText(damaged, 200000), /This link is damaged/);
});

test('a small link that unpacks to a huge text is refused before all of it is there', async () => {
  const packed = await packText('x'.repeat(5_000_000));

  await assert.rejects(unpackText(packed, 1_000_000), /longer than a diagram may be/);
});
