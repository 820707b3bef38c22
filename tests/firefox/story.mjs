/**
 * One story in a real Firefox, which speaks WebDriver BiDi: draw, rename, undo, connect, run. It takes the programs
 * of the browser and of the server, tells each step, and ends with 1 at the first that does not come true.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';

const [firefox, lanestep] = process.argv.slice(2);
const PATIENCE = 60_000;

const folder = await mkdtemp(join(tmpdir(), 'lanestep-firefox-'));
const server = await serve();
const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: firefox,
  headless: true,
  userDataDir: join(folder, 'profile'),
  defaultViewport: { width: 1440, height: 900 },
  timeout: PATIENCE,
  protocolTimeout: PATIENCE,
});
/** What the page complained of. @type {string[]} */
const complaints = [];
const page = await browser.newPage();
page.on('pageerror', (error) => complaints.push(error.message));
page.setDefaultTimeout(PATIENCE);

let failed = 0;
try {
  console.log(`${await browser.version()} shows Lanestep`);
  for (const [sentence, act] of story()) {
    await act().catch((error) => {
      throw new Error(`failed: ${sentence}\n  ${error.message}`);
    });
    console.log(`ok: ${sentence}`);
  }
} catch (error) {
  console.error(error.message);
  failed = 1;
} finally {
  await browser.close();
  server.process.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}
process.exitCode = failed;

/** @returns {[string, () => Promise<unknown>][]} each step: what comes true, and the deed */
function story() {
  return [
    [
      'the home page leads to an empty diagram',
      async () => {
        await page.goto(server.address);
        await page.locator('a.home-new').click();
        await field('First activity');
      },
    ],
    [
      'a diagram is begun on the empty page',
      async () => {
        await type(await field('Who does it?'), 'Front desk');
        await type(await field('First activity'), 'Take the order');
        await page.keyboard.press('Enter');
        await drawn('n2', 'Take the order');
        await code('n1.handle(right) -> n2.handle(left)');
      },
    ],
    [
      'nodes are added by keys, and named as they come',
      async () => {
        await add('3', 'n3', 'In stock?');
        await add('2', 'n4', 'Pack');
        await select('n3');
        await add('2', 'n5', 'Order more');
      },
    ],
    [
      'a click selects a node',
      async () => {
        await select('n2');
        await shows('.inspector .pane-head', 'n2');
      },
    ],
    [
      'a double click renames it',
      async () => {
        await page.mouse.click(...(await middle('#node-n2')), { count: 2 });
        await type(await field('Name of node n2'), 'Read the order');
        await page.keyboard.press('Enter');
        await drawn('n2', 'Read the order');
        await code('n2: rectangle label:"Read the order"');
      },
    ],
    [
      'undo gives the old name back, redo the new one',
      async () => {
        await press('Control', 'z');
        await drawn('n2', 'Take the order');
        await press('Control', 'Shift', 'Z');
        await drawn('n2', 'Read the order');
      },
    ],
    [
      'a drag from a handle connects two nodes',
      async () => {
        await select('n5');
        const [x, y] = await middle('.handles.selected .handle[data-side="right"]');
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(x + 12, y, { steps: 3 });
        await page.mouse.move(...(await middle('#node-n4')), { steps: 8 });
        await shown('.preview-target');
        await page.mouse.up();
        await code('n5.handle(right) -> n4.handle(');
        await shown('.stage #edge-n5-n4');
      },
    ],
    [
      'all is saved, and still there after a reload',
      async () => {
        await shows('.save-status', 'Saved');
        await page.reload();
        await drawn('n2', 'Read the order');
        await shown('.stage #edge-n5-n4');
      },
    ],
    [
      'a run begins at the start',
      async () => {
        await button('Run');
        await shown('#node-n1.run-active');
      },
    ],
    [
      'steps move the mark, and leave the way that was gone marked',
      async () => {
        await page.keyboard.press('ArrowRight');
        await shown('#node-n2.run-active');
        await page.keyboard.press('ArrowRight');
        await shown('#node-n3.run-active');
        await shown('#node-n2.run-visited');
        await shown('#edge-n1-n2.run-visited');
      },
    ],
    [
      'the run waits at the decision, and goes on along the branch that is chosen',
      async () => {
        await page.keyboard.press('ArrowRight');
        await shown('#node-n3.run-active');
        await choose('Order more');
        await shown('#node-n5.run-active');
        await page.keyboard.press('ArrowRight');
        await shown('#node-n4.run-active');
        await shown('#edge-n5-n4.run-visited');
        await page.keyboard.press('ArrowRight');
        await shown('[data-status="complete"]');
      },
    ],
    [
      'a step back marks the last node again',
      async () => {
        await page.keyboard.press('ArrowLeft');
        await shown('#node-n4.run-active');
      },
    ],
    [
      'nothing failed in the page meanwhile',
      async () => {
        if (complaints.length) throw new Error(complaints.join('\n  '));
      },
    ],
  ];
}

/** Start the server with an empty database on a free port, and wait until it answers. */
async function serve() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  await new Promise((done) => probe.close(done));
  const env = { ...process.env, LANESTEP_DATA: join(folder, 'data') };
  const started = spawn(lanestep, ['serve', '--port', String(port)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: started.stdout })) {
    if (line.startsWith('Lanestep answers')) return { process: started, address: `http://127.0.0.1:${port}` };
  }
  throw new Error('the server did not start');
}

/** Wait until something is there. @param {string} selector */
async function shown(selector) {
  await page.waitForSelector(selector).catch(() => {
    throw new Error(`${selector} was not shown`);
  });
}

/** Wait until an element has these words. @param {string} selector @param {string} wanted */
async function shows(selector, wanted) {
  const has = (/** @type {string} */ s, /** @type {string} */ w) => document.querySelector(s)?.textContent?.includes(w);
  await page.waitForFunction(has, {}, selector, wanted).catch(async () => {
    const text = await page.evaluate((s) => document.querySelector(s)?.textContent ?? 'nothing', selector);
    throw new Error(`${selector} shows ${text}, and not ${wanted}`);
  });
}

/** @param {string} node @param {string} text */
function drawn(node, text) {
  return shows(`.stage #node-${node}`, text);
}

/** @param {string} text */
function code(text) {
  return shows('.cm-content', text);
}

/** Wait for the control of this kind whose name has these words. @param {string} kind @param {string} name */
async function named(kind, name) {
  const find = (/** @type {string} */ selector, /** @type {string} */ wanted) =>
    [...document.querySelectorAll(selector)].find((element) => {
      const labels = [.../** @type {HTMLInputElement} */ (element.labels ?? [])].map((label) => label.textContent);
      const attributes = ['aria-label', 'placeholder'].map((attribute) => element.getAttribute(attribute));
      const names = [...attributes, ...labels, element.textContent];
      return element.checkVisibility() && names.some((text) => text?.includes(wanted));
    });
  const found = await page.waitForFunction(find, {}, kind, name).catch(() => {
    throw new Error(`there is no ${kind} with the name ${name}`);
  });
  return /** @type {import('puppeteer-core').ElementHandle} */ (found.asElement());
}

/** @param {string} name */
function field(name) {
  return named('input, textarea', name);
}

/** @param {string} name */
async function button(name) {
  await (await named('button', name)).click();
}

/** Replace what is in a field. @param {import('puppeteer-core').ElementHandle} into @param {string} text */
async function type(into, text) {
  await into.focus();
  await press('Control', 'a');
  await page.keyboard.type(text);
}

/** Press the last key while the others are held. @param {import('puppeteer-core').KeyInput[]} keys */
async function press(...keys) {
  const [held, last] = [keys.slice(0, -1), keys[keys.length - 1]];
  for (const key of held) await page.keyboard.down(key);
  await page.keyboard.press(last);
  for (const key of held.reverse()) await page.keyboard.up(key);
}

/**
 * Add a node behind the selected one, and name it.
 * @param {'1'|'2'|'3'|'4'} key @param {string} id @param {string} label
 */
async function add(key, id, label) {
  await page.keyboard.press(key);
  await page.keyboard.type(label);
  await page.keyboard.press('Enter');
  await drawn(id, label);
  await shown(`.stage #node-${id}.selected`);
}

/** Click on a node. @param {string} id */
async function select(id) {
  await page.mouse.click(...(await middle(`#node-${id}`)));
  await shown(`.stage #node-${id}.selected`);
}

/** Choose the branch that leads there. @param {string} label */
async function choose(label) {
  await (await named('.choice-float', label)).click();
}

/**
 * The middle of an element in the page, once it no longer moves.
 * @param {string} selector @returns {Promise<[number, number]>}
 */
async function middle(selector) {
  await shown(selector);
  return page.evaluate(async (s) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const box = () => document.querySelector(s)?.getBoundingClientRect() ?? new DOMRect();
    for (let last = new DOMRect(-1, -1), still = 0; still < 5; still += 1) {
      const now = box();
      if (now.x !== last.x || now.y !== last.y) still = 0;
      last = now;
      await frame();
    }
    const { x, y, width, height } = box();
    return [x + width / 2, y + height / 2];
  }, selector);
}
