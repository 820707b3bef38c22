/** "Folded" and "One line" on pages for readers, while the page follows editors. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import './page-in-node.js';
import { EventBus } from '../../static/src/core/event-bus.js';
import { createFoldSwitch } from '../../static/src/viewer/fold-switch.js';

/** A picture of a text, in rows. */
const drawn = (text, rows) => ({
  text,
  refined: true,
  svg: '<svg/>',
  geometry: { rows, width: 9000, height: 300, edges: [] },
});

function readersPage() {
  const bus = new EventBus();
  const page = { text: 'old', asked: [], state: null, hold: Promise.resolve() };
  const state = {
    picture: drawn('old', 1),
    data: { companion: {} },
    running: false,
    busy: { ended: () => Promise.resolve() },
    setPicture(picture, reason) {
      state.picture = picture;
      bus.emit('picture.changed', { picture, reason });
    },
  };
  const shape = createFoldSwitch(document.createElement('div'), {
    bus,
    state,
    moved: () => false,
    makeRoom() {},
    render: async ({ fold }) => {
      const { text } = page;
      page.asked.push(fold);
      await page.hold;
      return drawn(text, fold ? 3 : 1);
    },
  });
  const [folded, flat] = shape.element.querySelectorAll('button');
  /** A picture of another text comes, in the shape that the page asked for. */
  const follow = (text) => {
    page.text = text;
    state.setPicture(drawn(text, shape.asShown().fold ? 3 : 1), 'text');
  };
  const pressed = () => [folded, flat].map((button) => button.getAttribute('aria-pressed')).join();
  return { page, state, shape, folded, flat, follow, pressed };
}

const settled = () => new Promise((done) => setTimeout(done));

test('a page that is folded asks for folded pictures of what editors change, and is still folded then', async () => {
  const { state, shape, folded, follow, pressed } = readersPage();
  assert.deepEqual(shape.asShown(), {});
  folded.click();
  await settled();
  assert.ok(shape.asShown().fold > 0);

  follow('new');

  assert.equal(state.picture.geometry.rows, 3);
  assert.equal(pressed(), 'true,false');
});

test('the other shape is drawn of the text that is shown now', async () => {
  const { state, folded, flat, follow, pressed } = readersPage();
  folded.click();
  await settled();
  follow('new');
  flat.click();
  await settled();

  assert.deepEqual([state.picture.text, state.picture.geometry.rows], ['new', 1]);
  assert.equal(pressed(), 'false,true');
});

test('a shape that is on its way when another text comes is drawn of that text', async () => {
  const { page, state, folded, follow, pressed } = readersPage();
  let release;
  page.hold = new Promise((done) => (release = done));
  folded.click();
  follow('new');
  release();
  await settled();

  assert.deepEqual([state.picture.text, state.picture.geometry.rows], ['new', 3]);
  assert.equal(pressed(), 'true,false');
});
