import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONGEST_CAPTION, captionOf, withCaption } from '../../static/src/core/captions.js';
import { changeSentence } from '../../static/src/session/change-sentence.js';

const node = {
  id: 'n1',
  text: 'Pack',
  label: 'Pack',
  lane: 'A',
  shape: 'rectangle',
  owner: '',
  system: '',
  description: '',
};
const diagram = { lanes: [{ id: 'A', label: 'Sales' }], nodes: [node], edges: [], loops: [] };
const sentence = (was, is) => changeSentence({ diagram, companion: was }, { diagram, companion: is });

test('a caption is added, changed and removed, and others stay', () => {
  const companion = { captions: { n2: 'Two' } };
  const captions = withCaption(companion, 'n1', 'One');
  assert.deepEqual(captions, { n2: 'Two', n1: 'One' });
  assert.deepEqual(withCaption({ captions }, 'n1', ''), { n2: 'Two' });
});

test('a caption is no longer than the server takes', () => {
  assert.equal(withCaption({}, 'n1', 'x'.repeat(5000)).n1.length, LONGEST_CAPTION);
});

test('a node without a caption, or with something else in its place, has none', () => {
  assert.deepEqual(
    [captionOf({}, 'n1'), captionOf({ captions: { n1: 7 } }, 'n1'), captionOf({ captions: {} }, 'toString')],
    ['', '', ''],
  );
});

test('a change of a caption is told in words', () => {
  assert.match(sentence({}, { captions: { n1: 'One' } }), /^Changed the caption of .*Pack/);
  assert.match(sentence({ captions: { n1: 'One' } }, {}), /^Removed the caption of .*Pack/);
});
