import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setName } from '../../static/src/picture/lane-names.js';
import { fragmentOf } from '../../static/src/core/fragment.js';
import { bare, escaped } from '../../static/src/core/fragment.js';
import { laneName, oneLine, tidied } from '../../static/src/core/phrases.js';

test('a line break is written as a backslash and an n, and a backslash before an n as two', () => {
  assert.equal(escaped('one\ntwo "C:\\new"'), 'one\\ntwo \\"C:\\\\new\\"');
  assert.equal(bare('one\ntwo C:\\new \\\\host'), 'one\\ntwo C:\\\\new \\\\host');
});

test('what is copied keeps its line breaks', () => {
  const node = {
    id: 'n1',
    lane: 'S',
    shape: 'rectangle',
    label: 'a\nb',
    text: 'a\nb',
    owner: '',
    description: '',
    system: '',
  };
  const diagram = /** @type {any} */ ({
    lanes: [{ id: 'S', label: 'Two\nlines' }],
    nodes: [node],
    edges: [],
    loops: [],
  });
  assert.equal(
    fragmentOf(diagram, [{ kind: 'lane', id: 'S' }]),
    'S { # Two\\nlines\n  n1: rectangle label:"a\\nb"\n}\n',
  );
});

test('a typed label keeps its lines and loses needless blanks', () => {
  assert.equal(tidied('\n First   line \r\n Second '), 'First line\nSecond');
  assert.equal(tidied(' a \n b ', false), 'a b');
  assert.equal(oneLine('First line\nSecond'), 'First line Second');
});

test('a header that sticks breaks a name where its author did', () => {
  assert.deepEqual(setName('Two\nlines', { width: 1000, height: 100 }, 12, (text) => text.length).lines, [
    'Two',
    'lines',
  ]);
});

test('nodes outside every lane are copied without braces, and named nowhere', () => {
  const node = (/** @type {string} */ id, /** @type {string} */ lane) => ({
    id,
    lane,
    shape: 'circle',
    label: '',
    text: id,
    owner: '',
    description: '',
    system: '',
  });
  const edge = { id: 'n1-n2', source: 'n1', target: 'n2', source_side: 'right', target_side: 'left', label: '' };
  const diagram = /** @type {any} */ ({
    lanes: [
      { id: 'A', label: 'A' },
      { id: '', label: '' },
    ],
    nodes: [node('n1', 'A'), node('n2', '')],
    edges: [edge],
    loops: [],
  });
  assert.equal(
    fragmentOf(diagram, [
      { kind: 'node', id: 'n1' },
      { kind: 'node', id: 'n2' },
    ]),
    'A { # A\n  n1: circle\n  n1.handle(right) -> n2.handle(left)\n}\n\nn2: circle\n',
  );
  assert.deepEqual(diagram.lanes.map(laneName), ['A', 'Outside every lane']);
});
