import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventBus } from '../../static/src/core/event-bus.js';

test('a listener that fails is reported and keeps nobody else from hearing', (context) => {
  const reported = [];
  globalThis.reportError = (error) => reported.push(error.message);
  context.after(() => {
    delete globalThis.reportError;
  });
  const bus = new EventBus();
  const heard = [];
  bus.on('echo.changed', () => {
    throw new Error('broken');
  });
  bus.on('echo.changed', ({ ref }) => heard.push(ref));

  bus.emit('echo.changed', { ref: null });

  assert.deepEqual([heard, reported], [[null], ['broken']]);
});

test('who stops listening hears nothing more', () => {
  const bus = new EventBus();
  const heard = [];
  const stop = bus.on('echo.changed', ({ ref }) => heard.push(ref));
  bus.emit('echo.changed', { ref: null });
  stop();
  bus.emit('echo.changed', { ref: { kind: 'node', id: 'n1' } });
  assert.deepEqual(heard, [null]);
});

test('a listener that comes late is told once what was kept for it, and nobody is told twice', () => {
  const bus = new EventBus();
  const [early, late] = [[], []];
  bus.on('action.requested', ({ name }) => early.push(name));
  bus.keep('action.requested');
  bus.emit('action.requested', { name: 'export' });
  bus.emit('action.requested', { name: 'undo' });
  bus.on('action.requested', ({ name }) => late.push(name));

  bus.release('action.requested');
  bus.emit('action.requested', { name: 'redo' });

  assert.deepEqual(
    [early, late],
    [
      ['export', 'undo', 'redo'],
      ['export', 'undo', 'redo'],
    ],
  );
});
