import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { wholePicture } from '../../static/src/api/whole-picture.js';

// Written by tests/web/test_picture_changes.py: what the server takes apart, the browser puts together.
const { first, then } = JSON.parse(
  readFileSync(new URL('../golden/both-languages/picture-changes.json', import.meta.url), 'utf8'),
);

test('what differs from a picture makes the whole new one of it, byte for byte', () => {
  let known = first;
  for (const { changes, whole } of then) {
    known = wholePicture(known, changes);
    assert.deepEqual(known, whole);
  }
});

test('changes of another picture than the one that is there make nothing', () => {
  const { changes } = then[0];

  assert.equal(wholePicture({ ...first, svg: first.svg.replace('Start', '') }, changes), null);
  assert.equal(wholePicture({ ...first, svg: '<svg/>' }, changes), null);
  assert.equal(
    wholePicture(
      { ...first, geometry: { ...first.geometry, nodes: [] } },
      {
        ...changes,
        geometry: { ...changes.geometry, lists: { nodes: { parts: [], order: ['n1'] } } },
      },
    ),
    null,
  );
});
