import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { page } from './page-in-node.js';
import { DrawnPicture } from '../../static/src/picture/drawn-picture.js';

after(() => page.happyDOM.close());

const SVG = 'http://www.w3.org/2000/svg';
const world = () => /** @type {any} */ (document.createElementNS(SVG, 'g'));
const SIZE = { width: 640, height: 200 };

/** @param {{ nodes: [string, string][], edges?: string[], lane?: string, title?: string }} parts */
const picture = ({ nodes, edges = [], lane = 'Team', title = '' }) =>
  [
    `<svg xmlns="${SVG}" viewBox="0 0 ${nodes.length} 9" role="img">`,
    `<title>${title}</title>`,
    `<desc>${nodes.length} nodes</desc>`,
    '<g id="graph0" class="graph">',
    `<g id="lane-A" class="lane">\n<rect/>\n<g id="header-A" class="header">\n<text>${lane}</text>\n</g>\n</g>`,
    '<rect class="frame" x="0"/>',
    ...edges.map((id) => `<g id="edge-${id}" class="edge">\n<path d="M0,0 L1,${id.length}"/>\n</g>`),
    ...nodes.map(
      ([id, label]) => `<g id="node-${id}" class="node">\n<title>${label}\nmore</title>\n<text>${label}</text>\n</g>`,
    ),
    '</g>',
    '</svg>\n',
  ].join('\n');

/** @param {string} svg */
function fresh(svg) {
  const layer = world();
  new DrawnPicture(layer).show(svg, SIZE);
  return layer.innerHTML;
}

/** Numbers that look random and are the same in every run. @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ sides) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % sides;
  };
}

test('after any series of edits the picture on the page is, node for node, that of a page that was just opened', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const roll = dice(seed);
    const layer = world();
    const drawn = new DrawnPicture(layer);
    /** @type {[string, string][]} */ let nodes = [['n1', 'Start']];
    /** @type {string[]} */ let edges = [];
    for (let step = 2; step < 14; step += 1) {
      const deed = roll(6);
      const at = roll(nodes.length);
      if (deed === 0 && nodes.length > 1) nodes = nodes.toSpliced(at, 1);
      else if (deed === 1) nodes = nodes.toReversed();
      else if (deed === 2) edges = [...edges.slice(roll(edges.length + 1)), `n${step}-n1`];
      else if (deed === 3) nodes = nodes.with(at, [nodes[at]?.[0] ?? '', `Label ${step} &lt;b&gt;`]);
      else nodes = nodes.toSpliced(at, 0, [`n${step}`, 'New']);
      const svg = picture({ nodes, edges, lane: `Team ${roll(2)}`, title: `Title ${roll(2)}` });
      drawn.show(svg, SIZE);
      assert.equal(layer.innerHTML, fresh(svg));
      assert.deepEqual(
        [...drawn.groups].map(([id, group]) => layer.querySelector(`[id="${id}"]`) === group),
        [...drawn.groups].map(() => true),
      );
      assert.equal(drawn.groups.size, layer.querySelectorAll('g[id]:not(#graph0)').length);
    }
  }
});

test('what an edit leaves alone stays the same element, and what it changes is told', () => {
  const layer = world();
  const drawn = new DrawnPicture(layer);
  drawn.show(picture({ nodes: [['n1', 'Start'], ['n2', 'Check']], edges: ['n1-n2'] }), SIZE); // prettier-ignore
  const before = new Map(drawn.groups);

  const gone = drawn.show(picture({ nodes: [['n1', 'Start'], ['n2', 'Checks']] }), SIZE); // prettier-ignore

  assert.equal(gone.root, drawn.root);
  assert.deepEqual([...gone.groups.keys()].sort(), ['edge-n1-n2', 'node-n2']);
  assert.equal(gone.groups.get('node-n2'), before.get('node-n2'));
  assert.equal(drawn.groups.get('node-n1'), before.get('node-n1'));
  assert.equal(drawn.groups.get('header-A'), before.get('header-A'));
});

test('a picture has no nodes for the line breaks of its file', () => {
  const layer = world();
  new DrawnPicture(layer).show(picture({ nodes: [['n1', 'Start']] }), SIZE);
  const walker = document.createTreeWalker(layer, 4);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent);

  assert.deepEqual(texts, ['1 nodes', 'Team', 'Start\nmore', 'Start']);
});

test('an SVG of another form is shown as a whole', () => {
  const layer = world();
  const drawn = new DrawnPicture(layer);
  drawn.show(picture({ nodes: [['n1', 'Start']] }), SIZE);

  const { groups } = drawn.show(`<svg xmlns="${SVG}"><g class="graph"><g id="node-n9"/></g></svg>`, SIZE);

  assert.deepEqual([...drawn.groups.keys()], ['node-n9']);
  assert.equal(groups.has('node-n1'), true);
});
