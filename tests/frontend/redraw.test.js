import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { createRedraw } from '../../static/src/session/redraw.js';

/**
 * What the server was asked: when, in milliseconds, and for which text.
 * @type {{ at: number, code: string, client: string }[]}
 */
let asked;
let now = 0;
let status = 200;
let text = '';

beforeEach(() => {
  Object.assign(globalThis, { addEventListener: () => {} });
  mock.timers.enable({ apis: ['setTimeout'] });
  mock.method(performance, 'now', () => now);
  asked = [];
  now = 10_000;
  status = 200;
  globalThis.fetch = async (_path, { body, headers }) => {
    const { code } = JSON.parse(body);
    asked.push({ at: now, code, client: headers['Lanestep-Client'] });
    return {
      ok: status === 200,
      status,
      json: async () => (status === 200 ? { svg: code } : { error: { code: 'x', message: 'x' } }),
    };
  };
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

const settled = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Lets time go by in small steps, so that answers arrive in between. @param {number} duration ms */
async function pass(duration) {
  for (const end = now + duration; now < end;) {
    const step = Math.min(5, end - now);
    now += step;
    mock.timers.tick(step);
    await settled();
  }
}

/** A redraw whose pictures land in `shown`. */
function redrawing() {
  const shown = [];
  const busy = { ended: async () => {}, hold: () => () => {} };
  const redraw = createRedraw({
    current: () => ({ code: text, companion: {} }),
    busy,
    show: ({ svg }) => shown.push(svg),
    failed: () => {},
  });
  return { redraw, shown };
}

/** Types letters. @param {{ soon(): void }} redraw @param {number} letters @param {number} apart ms */
async function type(redraw, letters, apart) {
  for (let letter = 1; letter <= letters; letter += 1) {
    text = 'x'.repeat(letter);
    redraw.soon();
    await pass(apart);
  }
}

test('the first change is asked for before a timer comes', async () => {
  const { redraw } = redrawing();
  text = 'a';
  redraw.soon();
  text = 'ab';
  redraw.soon();
  await settled();
  assert.deepEqual(
    asked.map(({ code }) => code),
    ['ab'],
  );
});

test('the first change is asked for at once', async () => {
  const { redraw } = redrawing();
  text = 'a';
  redraw.soon();
  await pass(5);
  assert.deepEqual(
    asked.map(({ code }) => code),
    ['a'],
  );
});

for (const apart of [40, 80, 130, 200, 300]) {
  test(`typing with ${apart} ms between letters asks for at most three pictures in any second, and for the last text`, async () => {
    const { redraw, shown } = redrawing();
    await type(redraw, 60, apart);
    await pass(1000);

    const most = Math.max(
      ...asked.map(({ at }) => asked.filter((other) => other.at >= at && other.at < at + 1000).length),
    );
    assert.ok(most <= 3, `${most} in a second`);
    assert.equal(asked.at(-1).code, 'x'.repeat(60));
    assert.equal(shown.at(-1), 'x'.repeat(60));
    assert.ok(asked.length > (60 * apart) / 1000, 'the picture follows while somebody types');
  });
}

test('a picture that is refused because there were too many is asked for again', async () => {
  const { redraw, shown } = redrawing();
  status = 429;
  text = 'a';
  redraw.soon();
  await pass(100);
  assert.deepEqual(shown, []);

  status = 200;
  await pass(3000);
  assert.deepEqual(shown, ['a']);
});

test('every request names the browser, always by the same name', async () => {
  const { redraw } = redrawing();
  await type(redraw, 2, 500);

  assert.match(asked[0].client, /^[\w.:-]{1,64}$/);
  assert.equal(asked[1].client, asked[0].client);
});
