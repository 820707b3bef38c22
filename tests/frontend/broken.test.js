import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonToKeep } from '../../static/src/session/broken.js';

const picture = (nodes, severity) => ({
  diagram: { lanes: [], nodes: nodes.map((id) => ({ id })), edges: [], loops: [] },
  diagnostics: severity ? [{ severity, line: 3, message: 'no shape is called rect.' }] : [],
});

test('a picture stays when an error takes a part away, and says where', () => {
  assert.equal(reasonToKeep(picture(['n1', 'n2']), picture(['n1'], 'error')), 'Line 3: no shape is called rect.');
});

test('a part removed without an error is shown at once', () => {
  assert.equal(reasonToKeep(picture(['n1', 'n2']), picture(['n1'])), '');
});

test('a warning never keeps a picture', () => {
  assert.equal(reasonToKeep(picture(['n1', 'n2']), picture(['n1'], 'warning')), '');
});

test('an error that takes nothing away leaves the picture alive', () => {
  assert.equal(reasonToKeep(picture(['n1']), picture(['n1', 'n2'], 'error')), '');
});
