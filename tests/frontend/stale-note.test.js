import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from './page-in-node.js';
import { EventBus } from '../../static/src/core/event-bus.js';
import { createStaleNote } from '../../static/src/frame/stale-note.js';

test('the note speaks of the diagram that stays only where there is one', () => {
  const bus = new EventBus();
  const container = page.document.createElement('div');
  let there = false;
  createStaleNote(container, { bus, drawn: () => there, go() {} });

  bus.emit('picture.stale', { stale: true, message: 'The diagram could not be drawn: it takes too long.' });
  const without = container.querySelector('.stale-rest').textContent;
  there = true;
  bus.emit('picture.stale', { stale: true, message: 'Line 1: no brace.' });

  assert.match(without, /go on in the text/);
  assert.match(container.querySelector('.stale-rest').textContent, /stays as it was/);
});
