import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findAgain } from '../../static/src/code/quick-fixes.js';

const finding = (line, message = 'there is no shape "rectangel"') => ({
  code: 'shape-unknown',
  message,
  line,
  column: 5,
});

test('of two findings that say the same, the one that was meant is found', () => {
  const problems = [finding(2), finding(7)];
  assert.equal(findAgain(problems, problems[1]), problems[1]);
});

test('after the text was judged again, it is the equal one nearest to its line', () => {
  const problems = [finding(2), finding(8), finding(20), finding(7, 'something else')];
  assert.equal(findAgain(problems, finding(7)), problems[1]);
});

test('what is no longer found is not taken for another', () => {
  assert.equal(findAgain([finding(7, 'something else')], finding(7)), undefined);
});
