import assert from 'node:assert/strict';
import test from 'node:test';
import { readDiagram } from '../../static/src/core/diagram-files.js';

const TEXT = 'a { # A\n}\n';
const file = (/** @type {string} */ name, /** @type {BlobPart} */ content = TEXT) => new File([content], name);
const fits = async () => ({ problems: [] });
const read = (/** @type {File[]} */ files, check = fits) => readDiagram(files, { textLimit: 1000, check });

test('a text alone is called after its file and has no companion', async () => {
  assert.deepEqual(await read([file('Order.fz')]), { code: TEXT, companion: {}, title: 'Order', name: 'Order.fz' });
});

test('a companion is read with its text, whichever was named first', async () => {
  const beside = file('Order.lanestep.json', '\uFEFF{"title": "Orders", "captions": {"n1": "First"}}');
  for (const files of [
    [file('Order.fz'), beside],
    [beside, file('Order.fz')],
  ]) {
    const { code, companion } = await read(files);
    assert.equal(code, TEXT);
    assert.deepEqual(companion, { title: 'Orders', captions: { n1: 'First' } });
  }
});

test('the encoding is that of the file of the text, not what its companion says', async () => {
  const sixteen = file('a.fz', new Uint8Array([0xff, 0xfe, 0x41, 0]));
  const beside = file('a.lanestep.json', '{"encoding": "utf-16be"}');

  assert.deepEqual((await read([sixteen, beside])).companion, { encoding: 'utf-16le' });
  assert.deepEqual((await read([file('a.fz'), beside])).companion, {});
});

test('the server is asked about the companion as it stands in the file', async () => {
  /** @type {unknown[]} */ const asked = [];
  const check = async (/** @type {string} */ code, /** @type {unknown} */ companion) => {
    asked.push([code, companion]);
    return { problems: [] };
  };
  await read([file('a.fz'), file('a.lanestep.json', '{"captions": {"n1": "x"}}')], check);

  assert.deepEqual(asked, [[TEXT, { captions: { n1: 'x' } }]]);
});

test('a companion that does not fit its text is refused with the path', async () => {
  const problem = { path: 'captions.n7', message: 'names a node that the diagram does not have' };
  const beside = file('a.lanestep.json', '{}');

  await assert.rejects(
    read([file('a.fz'), beside], async () => ({ problems: [problem] })),
    {
      message:
        '“a.lanestep.json” does not fit “a.fz”: captions.n7 names a node that the diagram does not have. Nothing was opened.',
    },
  );
  await assert.rejects(
    read([file('a.fz'), beside], async () => ({ problems: [problem, problem, problem] })),
    {
      message: /does not have \(and 2 more\)\. Nothing was opened/,
    },
  );
});

test('a companion alone, two texts, two companions and broken JSON are refused in words', async () => {
  const beside = file('a.lanestep.json', '{}');
  await assert.rejects(read([beside]), { message: /“a.lanestep.json” belongs to a text. Open it together with/ });
  await assert.rejects(read([file('a.fz'), file('b.fz')]), { message: /Open one text file, alone or with its/ });
  await assert.rejects(read([file('a.fz'), beside, beside]), { message: /Open one text file, alone or with its/ });
  await assert.rejects(read([file('a.fz'), file('a.lanestep.json', '{')]), {
    message: /“a.lanestep.json” is not JSON/,
  });
});
