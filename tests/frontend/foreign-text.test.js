import assert from 'node:assert/strict';
import test from 'node:test';
import { looksForeign } from '../../static/src/core/foreign-text.js';

for (const text of [
  'flowchart LR\na-->b',
  '\uFEFF---\r\ntitle: x\r\n---\r\n%% note\r\ngraph TD;a-->b',
  'swimlane-beta\n',
  'Here it is:\n\n```mermaid\nflowchart TD\n```',
  '{"nodes": []}',
  'id,lane,label\n1,a,b',
  'Process Step ID;Next Step ID\n1;2',
])
  test(`this may be imported: ${JSON.stringify(text)}`, () => assert.equal(looksForeign(text), true));

for (const text of ['', 'a { # A\nn1: circle\n}', 'graph { # Graph\n}', 'Dear all, next week', 'id {\n}', 'x, y\n'])
  test(`this is taken as it is: ${JSON.stringify(text)}`, () => assert.equal(looksForeign(text), false));
