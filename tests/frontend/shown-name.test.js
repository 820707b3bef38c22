import assert from 'node:assert/strict';
import { test } from 'node:test';
import { friendlyName, toldApart } from '../../static/src/core/shown-name.js';

test('a browser keeps its friendly name, and a thousand browsers have many hundreds', () => {
  const names = Array.from({ length: 1000 }, (_, number) => friendlyName(`browser-${number * 7919}`));
  assert.deepEqual(
    names.slice(0, 9),
    Array.from({ length: 9 }, (_, number) => friendlyName(`browser-${number * 7919}`)),
  );
  assert.ok(new Set(names).size > 700, String(new Set(names).size));
  assert.match(names[0] ?? '', /^[A-Z][a-z]+ [A-Z][a-z]+$/);
});

test('people with one name have numbers, whoever came first', () => {
  const [calm, other, anna] = [
    { person: 'b', name: 'Calm Otter' },
    { person: 'a', name: 'Calm Otter' },
    { person: 'c', name: 'Anna' },
  ];
  const names = (people, own) => toldApart(people, own).map(({ person, name }) => `${person} ${name}`);
  assert.deepEqual(names([calm, other, anna], 'Tom'), ['c Anna', 'a Calm Otter', 'b Calm Otter (2)']);
  assert.deepEqual(names([other, calm], 'Calm Otter'), ['a Calm Otter (2)', 'b Calm Otter (3)']);
});
