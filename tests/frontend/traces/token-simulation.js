/** The simulator of bpmn.io, without a page, on the tables of a run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ENTRY = `
export { default as EventBus } from 'diagram-js/lib/core/EventBus';
export { Injector } from 'didi';
export { BpmnModdle } from 'bpmn-moddle';
export { default as simulation } from 'bpmn-js-token-simulation/lib/simulator';
`;

// Its modules import one another in a way that only bundlers understand.
const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'token-simulation-'));
const bundle = join(folder, 'simulator.mjs');
await build({
  stdin: { contents: ENTRY, resolveDir: root },
  ...{ bundle: true, outfile: bundle, format: 'esm', platform: 'node', logLevel: 'silent' },
});
const { EventBus, Injector, BpmnModdle, simulation } = await import(pathToFileURL(bundle).href);
await rm(folder, { recursive: true });
const moddle = new BpmnModdle();

/**
 * A diagram as elements of BPMN: where several edges arrive there is an inclusive gateway, which waits for every token
 * that can still arrive, as each of our nodes does; edges of one branch leave together behind a parallel one.
 */
class Process {
  /** @param {any} tables the `program` of a run */
  constructor({ nodes, edges, drawn, ids, starts, branches, steps }) {
    this.elements = new Map();
    this.process = this.add('bpmn:Process', 'process');
    const ways = Array.from({ length: drawn }, (_, edge) => ({
      edge,
      source: edges[2 * edge],
      target: edges[2 * edge + 1],
    }));
    const arrivals = nodes.map((/** @type {string} */ id, /** @type {number} */ number) => {
      const decides = number in branches && !steps.includes(number);
      const leaves = ways.some(({ source }) => source === number);
      const usual = leaves ? 'bpmn:Task' : 'bpmn:EndEvent';
      const kind = starts.includes(number) ? 'bpmn:StartEvent' : decides ? 'bpmn:ExclusiveGateway' : usual;
      const element = this.add(kind, id);
      if (ways.filter(({ target }) => target === number).length < 2) return element;
      const join = this.add('bpmn:InclusiveGateway', `${id} join`);
      this.flow(`to ${id}`, join, element);
      return join;
    });
    for (const [number, id] of nodes.entries()) {
      const element = this.elements.get(id);
      const together = branches[number] ?? ways.filter(({ source }) => source === number).map(({ edge }) => [edge]);
      for (const [branch, group] of together.entries()) {
        let source = element;
        if (group.length > 1) {
          source = this.add('bpmn:ParallelGateway', `${id} branch ${branch}`);
          this.flow(`${id} takes ${branch}`, element, source);
        }
        for (const edge of group)
          this.flow(ids[edge] ?? `${id}-${nodes[ways[edge].target]}`, source, arrivals[ways[edge].target]);
      }
    }
  }

  /** @param {string} type @param {string} id */
  add(type, id) {
    const element = { id, type, businessObject: moddle.create(type, { id }), parent: this.process };
    Object.assign(element, { incoming: [], outgoing: [], children: [], attachers: [] });
    this.process?.children.push(element);
    this.elements.set(id, element);
    return /** @type {any} */ (element);
  }

  /** @param {string} id @param {any} source @param {any} target */
  flow(id, source, target) {
    const flow = Object.assign(this.add('bpmn:SequenceFlow', id), { source, target });
    source.outgoing.push(flow);
    target.incoming.push(flow);
  }
}

/**
 * What bpmn.io's simulator enters, in this order, when it takes the given branches at decisions.
 * @param {any} tables the `program` of a run
 * @param {Map<string, number[]>} taken by decision, the branch at each visit
 * @returns {string[]}
 */
export function simulated(tables, taken) {
  const { elements, process } = new Process(tables);
  const left = new Map([...taken].map(([id, branches]) => [id, [...branches]]));
  const entered = /** @type {string[]} */ ([]);
  const bus = new EventBus();
  const registry = {
    get: (/** @type {string} */ id) => elements.get(id),
    forEach: (/** @type {any} */ call) => elements.forEach(call),
  };
  const injector = new Injector([simulation, { eventBus: ['value', bus], elementRegistry: ['value', registry] }]);
  injector.init();
  const simulator = injector.get('simulator');
  bus.on('tokenSimulation.simulator.trace', (/** @type {any} */ { action, element }) => {
    if (action !== 'enter' && (action !== 'signal' || element === process)) return;
    entered.push(element.id);
    const branch = left.get(element.id)?.shift();
    if (branch !== undefined) simulator.setConfig(element, { activeOutgoing: element.outgoing[branch] });
  });
  simulator.reset();
  simulator.signal({ element: process });
  return entered;
}
