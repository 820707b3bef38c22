import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

/** What a browser keeps. */
function storage() {
  const kept = new Map();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), kept };
}
globalThis.localStorage = storage();
globalThis.sessionStorage = storage();

const { Breakpoints, LIMITS } = await import('../../static/src/player/breakpoints.js');
const { Pauses, pausePhrase } = await import('../../static/src/player/pauses.js');
const { RunModel } = await import('../../static/src/player/run-model.js');
const { RunSession } = await import('../../static/src/player/run-session.js');
const { Names } = await import('../../static/src/player/log-lines.js');
const { readTrace } = await import('./traces/read.js');

const stored = (key) => ({ kind: 'document', view_key: key });
const node = (id) => ({ kind: 'node', id });
const edge = (id) => ({ kind: 'edge', id });

beforeEach(() => {
  globalThis.localStorage.kept.clear();
  globalThis.sessionStorage.kept.clear();
});

/** The positions at which a run of a kept trace pauses. */
function positions(name, ...points) {
  const model = new RunModel(readTrace(name).trace);
  model.moveTo(2);
  const found = new Pauses(model, points).positions;
  assert.equal(model.position, 2);
  return found;
}
const always = (part) => ({ ...part, when: 'always', visits: 2 });

test('a breakpoint is there again after a reload, and only for its diagram', () => {
  new Breakpoints(stored('one')).set(node('n3'), { when: 'visits', visits: 4 });
  assert.deepEqual(new Breakpoints(stored('one')).all, [{ kind: 'node', id: 'n3', when: 'visits', visits: 4 }]);
  assert.deepEqual(new Breakpoints(stored('two')).all, []);
});

test('a diagram without an address keeps its breakpoints for its tab, and takes them to its address', () => {
  const data = { kind: 'new', view_key: null };
  const points = new Breakpoints(data);
  points.set(node('n3'));
  assert.equal(globalThis.localStorage.kept.size, 0);
  assert.equal(new Breakpoints({ kind: 'new' }).all.length, 1);
  Object.assign(data, stored('one'));
  points.follow();
  assert.deepEqual(new Breakpoints(stored('one')).at(node('n3'))?.when, 'always');
});

/** A lane of activities, one after the other: "id Label". @param {...string} said */
function chain(...said) {
  const nodes = said.map((one) => {
    const [id = '', text = id] = one.split(' ');
    return { id, text, lane: 'A', shape: 'rectangle' };
  });
  const edges = nodes.slice(1).map(({ id }, index) => {
    const source = nodes[index]?.id ?? '';
    return { id: `${source}-${id}`, source, target: id, label: '' };
  });
  return /** @type {any} */ ({ lanes: [{ id: 'A' }], nodes, edges, loops: [] });
}

test('breakpoints follow nodes and edges that get another id, and that get it back', () => {
  const points = new Breakpoints(stored('one'));
  points.set(node('n2'), { when: 'waits' });
  points.set(edge('n1-n2'));
  const [before, after] = [chain('n1 A', 'n2 B', 'n5 C'), chain('n1 A', 'pay B', 'n3 C')];
  points.adapt(before, after);
  assert.deepEqual(
    new Breakpoints(stored('one')).all.map(({ id, when }) => [id, when]),
    [
      ['pay', 'waits'],
      ['n1-pay', 'always'],
    ],
  );
  points.adapt(after, before);
  assert.deepEqual(
    points.all.map(({ id }) => id),
    ['n2', 'n1-n2'],
  );
});

test('a breakpoint goes with its node: undo brings both back, another node with the same id does not', () => {
  const points = new Breakpoints(stored('one'));
  points.set(node('n3'));
  const [before, without] = [chain('n1 A', 'n2 B', 'n3 C'), chain('n1 A', 'n2 B')];
  points.adapt(before, without);
  assert.deepEqual(new Breakpoints(stored('one')).all, []);
  points.adapt(without, chain('n1 A', 'n2 B', 'n3 Other'));
  assert.deepEqual(points.all, []);
  points.adapt(without, before);
  assert.deepEqual(points.at(node('n3'))?.when, 'always');
});

test('nodes that only stand in another order keep their breakpoints', () => {
  const points = new Breakpoints(stored('one'));
  points.set(node('n1'));
  points.adapt(chain('n1 A', 'n2 A'), chain('n2 A', 'n1 A'));
  assert.equal(points.all[0]?.id, 'n1');
});

test('only so many breakpoints and diagrams are kept, and what was changed last', () => {
  for (let document = 0; document <= LIMITS.diagrams; document += 1)
    new Breakpoints(stored(`d${document}`)).set(node('n1'));
  assert.deepEqual(new Breakpoints(stored('d0')).all, []);
  const points = new Breakpoints(stored('d1'));
  for (let id = 0; id < LIMITS.each + 5; id += 1) points.set(node(`m${id}`));
  assert.equal(new Breakpoints(stored('d1')).all.length, LIMITS.each);
});

test('what is damaged in the browser is left out', () => {
  for (const text of ['', '[', '7', '[1]', '{"d/one": {"a": 1}}']) {
    globalThis.localStorage.setItem('lanestep.breakpoints', text);
    assert.deepEqual(new Breakpoints(stored('one')).all, []);
  }
  const items = [7, ['lane', 'A', 'always', 1], ['node', 'n1', 'never', 1], ['node', 'n2', 'visits', -3]];
  globalThis.localStorage.setItem('lanestep.breakpoints', JSON.stringify({ 'd/one': items }));
  assert.deepEqual(new Breakpoints(stored('one')).all, [{ kind: 'node', id: 'n2', when: 'visits', visits: 1 }]);
});

test('an edge waits for nobody: there a run pauses every time', () => {
  const points = new Breakpoints(stored('one'));
  points.set(edge('a-b'), { when: 'waits' });
  assert.equal(points.at(edge('a-b'))?.when, 'always');
});

test('a run pauses before a node and behind an edge', () => {
  assert.deepEqual(positions('parallel', always(node('n4'))), [3]);
  assert.deepEqual(positions('parallel', always(edge('n5-n6'))), [5]);
});

test('a run pauses where a node has fired so many times', () => {
  assert.deepEqual(positions('retry', { ...node('n2'), when: 'visits', visits: 1 }), [2]);
  assert.deepEqual(positions('retry', { ...node('n2'), when: 'visits', visits: 2 }), [4]);
  assert.deepEqual(positions('retry', { ...node('n2'), when: 'visits', visits: 3 }), []);
});

test('a run pauses once where a node begins to wait for others', () => {
  assert.deepEqual(positions('parallel', { ...node('n6'), when: 'waits', visits: 2 }), [3]);
});

test('a run pauses at a reply to a node and at one over an edge', () => {
  const model = new RunModel(readTrace('reply').trace);
  const reply = model.entriesOf(3).find(({ event }) => event === 'reply');
  assert.deepEqual(positions('reply', { ...node(reply.node), when: 'reply', visits: 2 }), [reply.step]);
  assert.deepEqual(positions('reply', { ...edge(reply.edge), when: 'reply', visits: 2 }), [reply.step]);
});

test('each kind of pause has its words', () => {
  const names = new Names(readTrace('parallel').diagram);
  const phrase = (part, when, visits = 2) => pausePhrase({ ...part, when, visits }, names);
  assert.deepEqual(
    [
      phrase(node('n6'), 'always'),
      phrase(node('n6'), 'visits', 3),
      phrase(node('n6'), 'waits'),
      phrase(node('n6'), 'reply'),
      phrase(edge('n5-n6'), 'always'),
      phrase(edge('n5-n6'), 'visits', 1),
    ],
    [
      'before Publish',
      'after 3 visits of Publish',
      'where Publish waits',
      'at a reply to Publish',
      'after the edge from Check drawing to Publish',
      'after the edge from Check drawing to Publish, once',
    ],
  );
});

/** A session on a kept trace with breakpoints, whose clock is turned by hand. */
async function session(name, ...points) {
  let due = [];
  const clock = {
    setTimeout: (callback) => due.push(callback),
    clearTimeout: () => {
      due = [];
    },
    random: Math.random,
  };
  const made = new RunSession(
    async () => readTrace(name).trace,
    () => {},
    clock,
  );
  await made.open();
  const pauses = new Pauses(made.model, points);
  made.pauses = () => pauses;
  return { session: made, tick: () => due.splice(0).forEach((callback) => callback()) };
}

test('playing stops at a breakpoint, and goes on from there', async () => {
  const { session: run, tick } = await session('parallel', always(node('n4')));
  run.play();
  for (let beat = 0; beat < 6; beat += 1) tick();
  assert.deepEqual([run.position, run.playing], [3, false]);
  run.play();
  tick();
  assert.deepEqual([run.position, run.playing], [4, true]);
});

test('to the end stops at each breakpoint on the way', async () => {
  const { session: run } = await session('parallel', always(node('n4')), always(node('n6')));
  const seen = [];
  for (let press = 0; press < 3; press += 1) {
    run.toEnd();
    seen.push(run.position);
  }
  assert.deepEqual(seen, [3, 5, run.last]);
});
