import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { RunModel } from '../../static/src/player/run-model.js';
import { simulated } from './traces/token-simulation.js';

const folder = new URL('../golden/both-languages/told-runs/', import.meta.url);
const samples = readdirSync(new URL('../../samples/', import.meta.url)).filter((name) => name.endsWith('.fz'));

/** How often each of these is in a list. @param {string[]} ids @param {string[]} list */
const counted = (ids, list) => ids.map((id) => [id, list.filter((one) => one === id).length]);

/** @param {any} run @returns {Map<string, number[]>} by decision, the branch at each visit */
function takenIn({ firings, branches, program }) {
  const taken = new Map();
  for (const [step, number] of firings.entries()) {
    const id = program.nodes[number];
    if (branches[step] >= 0) taken.set(id, [...(taken.get(id) ?? []), branches[step]]);
  }
  return taken;
}

for (const name of samples)
  test(`the token simulation of bpmn.io goes where our runs of ${name} go when it takes the same branches`, () => {
    const lines = readFileSync(new URL(name.replace('.fz', '.txt'), folder), 'utf8')
      .trim()
      .split('\n');
    const complete = lines.map((line) => JSON.parse(line).run).filter(({ status }) => status === 'complete');
    assert.ok(complete.length > 1);
    for (const run of complete) {
      const model = new RunModel(run, null);
      const { crossings, replies } = model.moveTo(model.last);
      assert.deepEqual([...replies], []);
      const { nodes } = run.program;
      const entered = simulated(run.program, takenIn(run));
      assert.deepEqual(
        counted(nodes, entered),
        counted(
          nodes,
          run.firings.map((number) => nodes[number]),
        ),
      );
      assert.deepEqual(counted([...crossings.keys()], entered), [...crossings]);
    }
  });
