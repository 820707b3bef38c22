/** Several pages on one text: whatever comes first, all end with one text, and undo takes back one's own only. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { history, undo } from '@codemirror/commands';
import { ChangeSet, EditorState, Text, Transaction } from '@codemirror/state';
import { beside, codeOf, companionOf, setCompanion } from '../../static/src/code/beside.js';
import { afterChanges, putTogether, takeApart } from '../../static/src/code/line-endings.js';
import { patched } from '../../static/src/code/merge-patch.js';
import { createLiveText } from '../../static/src/session/live-text.js';

const endings = JSON.parse(readFileSync(new URL('../golden/live_changes/endings.json', import.meta.url), 'utf8'));
const PIECES = ['a', 'b\n', '\n', '\u{1F600}', 'n1: circle', 'ä'];

/** A stored text with its steps, as the server keeps it. */
function createServer(code, companion) {
  const { text, form: begun } = takeApart(code);
  let form = begun;
  let doc = Text.of(text.split('\n'));
  const steps = [];
  return {
    steps,
    work: () => ({ code: putTogether(doc.toString(), form), companion }),
    add(version, added) {
      if (version !== steps.length) return false;
      for (const step of added) {
        const changes = ChangeSet.fromJSON(step.changes);
        const next = changes.apply(doc);
        form = afterChanges(form, doc, changes, next);
        doc = next;
        companion = patched(companion, step.companion ?? {});
        steps.push(step);
      }
      return true;
    },
  };
}

/** A page without a browser. */
function createPage(server, name) {
  const { code, companion } = server.work();
  const { text, form } = takeApart(code);
  const view = {
    state: EditorState.create({ doc: text, extensions: [beside(form, companion), history()] }),
    dispatch(spec) {
      this.state = (spec instanceof Transaction ? spec : this.state.update(spec)).state;
    },
  };
  const live = createLiveText(view, name);
  live.enter(server.steps.length);
  return {
    view,
    live,
    pull: () => live.receive(server.steps.slice(live.version())),
    push() {
      const pending = live.pending();
      if (pending.length === 0) return;
      while (!server.add(live.version(), pending.length ? live.pending() : [])) this.pull();
      this.pull();
    },
    put(from, to, insert) {
      view.dispatch({ changes: { from, to, insert } });
    },
    work: () => ({ code: codeOf(view.state), companion: companionOf(view.state) }),
  };
}

for (const { stored, changes, after } of endings)
  test(`a new line takes the ending of the line before it: ${JSON.stringify([stored, changes])}`, () => {
    const { text, form } = takeApart(stored);
    const doc = Text.of(text.split('\n'));
    const set = ChangeSet.fromJSON(changes);
    const next = set.apply(doc);
    assert.equal(putTogether(next.toString(), afterChanges(form, doc, set, next)), after);
  });

test('three pages end with one text and one companion, in whatever order they write', () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const server = createServer('\uFEFFA {\r\n  n1: circle\n\u{1F600}}\r\nB {\r}\n', {
      title: 'T',
      captions: { n1: 'x' },
    });
    const pages = ['a', 'b', 'c'].map((name) => createPage(server, name));
    let number = seed * 7919;
    const draw = (count) => {
      number = (Math.imul(number, 1103515245) + 12345) >>> 0;
      return Math.floor((number / 2 ** 32) * count);
    };
    for (let turn = 0; turn < 60; turn += 1) {
      const page = pages[draw(3)];
      const { doc } = page.view.state;
      const whole = (at) => (/[\uDC00-\uDFFF]/.test(doc.sliceString(at, at + 1)) ? at + 1 : at);
      const deed = draw(8);
      if (deed < 3) page.put(whole(draw(doc.length + 1)), undefined, PIECES[draw(PIECES.length)]);
      else if (deed === 3) {
        const from = whole(draw(doc.length + 1));
        page.put(from, whole(Math.min(doc.length, from + draw(6))), draw(2) ? 'r\ns' : '');
      } else if (deed === 4) {
        const { captions, ...rest } = companionOf(page.view.state);
        const companion = draw(2)
          ? { ...rest, captions: { ...captions, [`n${draw(3)}`]: `${turn}` } }
          : { ...rest, ...(captions && draw(2) && { captions }), title: `${turn}` };
        page.view.dispatch({ effects: setCompanion.of(companion) });
      } else if (deed === 5) undo({ state: page.view.state, dispatch: (one) => page.view.dispatch(one) });
      else if (deed === 6) page.pull();
      else page.push();
    }
    for (const page of pages) page.push();
    for (const page of pages) page.pull();

    for (const page of pages) {
      assert.deepEqual(page.work(), server.work(), `seed ${seed}`);
      assert.deepEqual(page.live.stored(), server.work(), `seed ${seed}`);
    }
  }
});

test("undo takes back one's own change of text and companion, and nothing of others", () => {
  const server = createServer('one\r\ntwo\r\n', { title: 'T', description: 'd' });
  const [mine, theirs] = ['mine', 'theirs'].map((name) => createPage(server, name));
  mine.view.dispatch({
    changes: { from: 3, insert: ' mine' },
    effects: setCompanion.of({ title: 'Mine', description: 'd' }),
  });
  mine.push();
  theirs.pull();
  theirs.view.dispatch({
    changes: { from: 0, insert: 'zero\n' },
    effects: setCompanion.of({ title: 'Mine', description: 'theirs' }),
  });
  theirs.push();
  mine.pull();

  undo({ state: mine.view.state, dispatch: (one) => mine.view.dispatch(one) });
  mine.push();

  assert.deepEqual(server.work(), {
    code: 'zero\r\none\r\ntwo\r\n',
    companion: { title: 'T', description: 'theirs' },
  });
});

test('a step whose answer was lost is known again and not done twice', () => {
  const server = createServer('one\n', {});
  const page = createPage(server, 'a');
  page.put(3, undefined, '!');
  server.add(0, page.live.pending());

  page.push();

  assert.equal(server.work().code, 'one!\n');
  assert.equal(page.work().code, 'one!\n');
  assert.deepEqual(page.live.pending(), []);
});

test('what was typed while the page was not live is not sent as a step', () => {
  const page = createPage(createServer('one\n', {}), 'a');
  page.live.leave();
  page.put(0, undefined, 'x');

  assert.equal(page.live.active(), false);
  assert.deepEqual(page.live.pending(), []);
});
