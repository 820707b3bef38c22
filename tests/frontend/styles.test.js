import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './page-in-node.js';
import { loadStyles } from '../../static/src/core/styles.js';

const root = page.document.documentElement;
const fetched = () => [...page.document.querySelectorAll('link')].map((link) => link.getAttribute('href'));

test('styles are fetched once, with the hash that the page tells', () => {
  root.dataset.prefix = '/flow';
  root.dataset.styles = 'editing.css?v=1a history.css?v=2b';

  void loadStyles('history.css');
  void loadStyles('history.css');
  void loadStyles('others.css');

  assert.deepEqual(fetched(), ['/flow/static/history.css?v=2b', '/flow/static/others.css']);
});
