import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { RunModel } from '../../static/src/player/run-model.js';
import { expectedOf, toldByModel } from './traces/told.js';

// Told by the server in tests/unit/simulation/test_told_in_both_languages.py: the browser must tell the same.
const folder = new URL('../golden/both-languages/told-runs/', import.meta.url);
const kept = (/** @type {string} */ name) =>
  readFileSync(new URL(name, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

for (const name of readdirSync(folder))
  test(`the browser tells the runs of ${name} as the server does: states, log, choices`, () => {
    for (const one of kept(name)) assert.deepEqual(toldByModel(one.run), expectedOf(one));
  });

test('a run that goes on from another one of the diagram is told as if it were told anew', () => {
  for (const name of readdirSync(folder)) {
    /** @type {RunModel|null} */ let before = null;
    for (const one of kept(name)) {
      const same = before?.trace.program.digest === one.run.program.digest ? before : null;
      const run = { ...one.run, program: same?.trace.program ?? one.run.program };
      assert.deepEqual(toldByModel(run, same), expectedOf(one));
      before = new RunModel(run);
      before.moveTo(before.last);
    }
  }
});
