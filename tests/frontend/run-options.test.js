import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { Names } from '../../static/src/player/log-lines.js';
import {
  furtherStarts,
  partsWithQuestions,
  questionsAt,
  startsOf,
  withAnswer,
  withException,
  withStart,
} from '../../static/src/player/option-changes.js';
import {
  areOptions,
  beyond,
  documentOptions,
  exceptionsIn,
  merged,
  QUESTIONS,
  shortened,
  unusualSentence,
} from '../../static/src/player/run-options.js';

/** A diagram, such as `(1) [2] <3>` with `1>2 2>3`. @param {string} nodes @param {string} edges */
function draw(nodes, edges) {
  const shapes = { '(': 'circle', '[': 'rectangle', '<': 'diamond' };
  return /** @type {any} */ ({
    lanes: [{ id: 'a', label: 'Team' }],
    loops: [],
    nodes: [...nodes.matchAll(/([([<])(\d)/g)].map(([, shape, id]) => ({
      id: `n${id}`,
      text: `N${id}`,
      lane: 'a',
      shape: shapes[/** @type {'('} */ (shape)],
    })),
    edges: edges.split(' ').map((edge) => {
      const [source, target] = edge.split('>');
      return { id: `n${source}-n${target}`, source: `n${source}`, target: `n${target}`, label: '' };
    }),
  });
}
const SHOP = draw('(1) [2] <3> [4] [5] [6] (7) [8]', '1>2 2>3 3>4 3>2 4>5 4>6 5>7 6>7 8>2');
const names = new Names(SHOP);
const ids = (/** @type {{ id: string }[]} */ found) => found.map(({ id }) => id);

test('the answers are those that the server takes, the usual one first', () => {
  const source = readFileSync('webapp/simulation/run_options.py', 'utf8');
  const rules = { outgoing: 'OutgoingRule', join: 'JoinRule', reply: 'ReplyRule', end: 'EndRule' };
  const allowed = Object.entries({ ...rules, start: 'StartRule', choices: 'Choosing' }).map(([name, rule]) => {
    const [, listed = ''] = source.match(new RegExp(`^${rule}: TypeAlias = Literal\\[(.*)\\]`, 'm')) ?? [];
    return [name, JSON.parse(`[${listed}]`)];
  });
  assert.deepEqual(
    Object.fromEntries(QUESTIONS.map(({ name, answers }) => [name, answers.map(({ value }) => value)])),
    Object.fromEntries(allowed),
  );
});

test('options under simulation go before those where they were, for each node', () => {
  const companion = {
    options: { join: 'all', end: 'run', nodes: { n1: { join: 'each' } } },
    simulation: { options: { join: 'each', nodes: { n2: { join: 'all' } } } },
  };
  assert.deepEqual(documentOptions(companion), {
    join: 'each',
    end: 'run',
    nodes: { n1: { join: 'each' }, n2: { join: 'all' } },
  });
});

test('a companion of any shape has options that can be shown', () => {
  for (const simulation of [5, null, [], { options: 'x' }, { options: { nodes: 7 } }])
    assert.equal(unusualSentence(documentOptions(/** @type {any} */ ({ simulation })), names), '');
});

test('what is usual is not written down', () => {
  assert.deepEqual(
    shortened({ join: 'wait', end: 'run', also_start: [], nodes: {}, edges: { e: { reply: 'stop' } } }),
    {
      end: 'run',
      edges: { e: { reply: 'stop' } },
    },
  );
});

test('a request says what it takes for the wanted options to hold over those of the document', () => {
  const wanted = [{}, { join: 'all' }, { also_start: ['n8'] }, { nodes: { n7: { join: 'each' } }, end: 'run' }];
  const documents = [...wanted, { nodes: { n7: { join: 'all' }, n2: { join: 'all' } }, reply: 'restart' }];
  for (const document of documents)
    for (const next of wanted) {
      const held = merged(document, beyond(document, next));
      assert.equal(unusualSentence(held, names), unusualSentence(next, names));
    }
  assert.deepEqual(beyond({ join: 'all' }, { join: 'all' }), {});
});

test('runs start at events, at all sources, or only where it is ticked', () => {
  assert.deepEqual(startsOf(SHOP, {}), ['n1']);
  assert.deepEqual(startsOf(SHOP, { start: 'sources' }), ['n1', 'n8']);
  assert.deepEqual(startsOf(draw('[1] [2]', '1>2'), {}), ['n1']);
  assert.deepEqual(startsOf(draw('[1] (2)', '1>2 2>1'), {}), ['n2']);
});

test('other nodes that no edge leads to can be ticked, and what is ticked can be taken back', () => {
  assert.deepEqual(furtherStarts(SHOP, {}), [{ id: 'n8', ticked: false }]);
  assert.deepEqual(furtherStarts(SHOP, withStart({}, 'n8', true)), [{ id: 'n8', ticked: true }]);
  assert.deepEqual(furtherStarts(SHOP, { also_start: ['n77'] }).at(-1), { id: 'n77', ticked: true });
  assert.deepEqual(withStart(withStart({}, 'n8', true), 'n8', false), { also_start: [] });
});

test('where only ticked nodes start, the usual ones are ticked first, so that a run starts', () => {
  const only = withAnswer({}, 'start', 'chosen', SHOP);
  assert.deepEqual(only.also_start, ['n1']);
  assert.deepEqual(
    furtherStarts(SHOP, only).map(({ id, ticked }) => [id, ticked]),
    [
      ['n1', true],
      ['n8', false],
    ],
  );
  assert.deepEqual(withAnswer(only, 'start', 'circles', SHOP).also_start, []);
});

test('a node or an edge is offered where an option makes a difference there', () => {
  assert.deepEqual(ids(partsWithQuestions(SHOP)), ['n2', 'n4', 'n7', 'n2-n3', 'n3-n2']);
  const asked = (/** @type {any} */ part) => questionsAt(SHOP, part).map(({ name }) => name);
  assert.deepEqual(asked({ kind: 'node', id: 'n3' }), []);
  assert.deepEqual(asked({ kind: 'node', id: 'n4' }), ['outgoing']);
  assert.deepEqual(asked({ kind: 'node', id: 'n7' }), ['join']);
  assert.deepEqual(asked({ kind: 'edge', id: 'n3-n2' }), ['reply']);
  assert.deepEqual(asked({ kind: 'edge', id: 'n1-n2' }), []);
});

test('an exception is put, replaced and taken away without a trace', () => {
  const at = /** @type {const} */ ({ kind: 'node', id: 'n7' });
  const put = withException({ join: 'each' }, at, 'join', 'all');
  assert.deepEqual(put, { join: 'each', nodes: { n7: { join: 'all' } } });
  assert.deepEqual(exceptionsIn(put), [{ part: at, name: 'join', value: 'all' }]);
  assert.deepEqual(shortened(withException(put, at, 'join', '')), { join: 'each' });
});

test('what is not usual is said in words, with the names of nodes', () => {
  assert.equal(unusualSentence({}, names), '');
  assert.equal(
    unusualSentence({ join: 'each', also_start: ['n8'], nodes: { n7: { join: 'all' } } }, names),
    'Not the usual options: a run also starts at N8; tokens that meet do not wait; ' +
      'at “N7”: they wait for one over every edge that leads there, so that a run can get stuck.',
  );
  assert.equal(
    unusualSentence({ start: 'chosen', also_start: ['n1'], edges: { 'n3-n2': { reply: 'restart' } } }, names),
    'Not the usual options: a run starts only at N1; at “N3” to “N2”: the node fires again.',
  );
});

test('what a document says of nodes that are gone is said too, so that it can be removed', () => {
  assert.match(unusualSentence({ nodes: { n77: { join: 'all' } } }, names), /at n77 \(no longer there\): they wait/);
});

test('what has not the shape of options is told apart from options', () => {
  const good = [
    {},
    { join: 'all' },
    { also_start: ['n6'] },
    { nodes: { n7: { join: 'each' } }, edges: { e: { reply: 'restart' } } },
  ];
  const wrong = [
    5,
    [],
    { also_start: 5 },
    { also_start: [5] },
    { join: 'zz' },
    { constructor: 'all' },
    { nodes: [] },
    { nodes: { n7: null } },
    { nodes: { n7: { reply: 'stop' } } },
    { edges: { e: { reply: 1 } } },
  ];
  assert.deepEqual(good.map(areOptions), [true, true, true, true]);
  assert.deepEqual(wrong.filter(areOptions), []);
});
