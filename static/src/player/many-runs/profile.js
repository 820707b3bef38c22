/**
 * The profile of many runs, as the companion's `simulation` has it. Pure: each change makes a new profile.
 * @typedef {import('../../core/events.js').DiagramInfo} DiagramInfo
 * @typedef {Record<string, any>} Profile
 * @typedef {{ node: string, branches: { label: string, edges: string[] }[] }} Decision
 */

export const UNITS = /** @type {const} */ (['seconds', 'minutes', 'hours', 'days']);

/** Kinds of durations, and their fields. @type {Record<string, string[]>} */
export const KINDS = {
  fixed: ['time'],
  uniform: ['least', 'most'],
  triangular: ['least', 'usual', 'most'],
  exponential: ['mean'],
  'log-normal': ['mean', 'deviation'],
};

/** The decisions of a diagram with their branches. @param {DiagramInfo} diagram @returns {Decision[]} */
export function decisionsOf(diagram) {
  const texts = new Map(diagram.nodes.map((node) => [node.id, node.text]));
  return diagram.nodes.flatMap(({ id, shape }) => {
    if (shape !== 'diamond') return [];
    /** @type {Map<string, string[]>} */ const found = new Map();
    for (const edge of diagram.edges) {
      if (edge.source !== id) continue;
      const key = edge.label || `\n${edge.id}`;
      found.set(key, [...(found.get(key) ?? []), edge.id]);
    }
    if (found.size < 2) return [];
    const branches = [...found].map(([key, edges]) => {
      const target = diagram.edges.find((edge) => edge.id === edges[0])?.target ?? '';
      return { label: key.startsWith('\n') ? (texts.get(target) ?? target) : key, edges };
    });
    return [{ node: id, branches }];
  });
}

/** Nodes that can take time. @param {DiagramInfo} diagram */
export const workOf = (diagram) => diagram.nodes.filter(({ shape }) => shape === 'rectangle' || shape === 'taskbox');

/** Nodes at which runs can begin. @param {DiagramInfo} diagram */
export function startsOf(diagram) {
  const entered = new Set(diagram.edges.map((edge) => edge.target));
  const left = new Set(diagram.edges.map((edge) => edge.source));
  const starts = diagram.nodes.filter(({ id }) => left.has(id) && !entered.has(id));
  const circles = starts.filter(({ shape }) => shape === 'circle');
  return circles.length > 0 ? circles : starts;
}

/** @param {Profile} profile @param {string[]} edges of a branch */
export function weightOf(profile, edges) {
  const given = edges.map((edge) => profile['weights']?.[edge]).filter((weight) => weight !== undefined);
  return given.length > 0 ? given.reduce((sum, weight) => sum + weight, 0) : 1;
}

/** The share of each branch of a decision, in per cent. @param {Profile} profile @param {Decision} decision */
export function sharesOf(profile, { branches }) {
  const weights = branches.map(({ edges }) => weightOf(profile, edges));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total > 0 ? (100 * weight) / total : 100 / weights.length));
}

/**
 * Gives a branch a share; the others keep theirs to each other. @param {Profile} profile @param {Decision} decision
 * @param {number} place of the branch @param {number} share in per cent @returns {Profile}
 */
export function withShare(profile, decision, place, share) {
  const before = sharesOf(profile, decision);
  const others = 100 - (before[place] ?? 0);
  const weights = { ...profile['weights'] };
  decision.branches.forEach(({ edges }, at) => {
    const rest = others > 0 ? ((before[at] ?? 0) / others) * (100 - share) : (100 - share) / (before.length - 1);
    for (const edge of edges) delete weights[edge];
    if (edges[0]) weights[edges[0]] = Math.round((at === place ? share : rest) * 10) / 10;
  });
  return { ...profile, weights };
}

/** @typedef {{ kind: string, values: Record<string, number> }} Duration */

/** @param {unknown} given @returns {Duration} */
export function durationOf(given) {
  if (typeof given === 'number') return { kind: 'fixed', values: { time: given } };
  const { kind = 'fixed', ...values } = /** @type {any} */ (given ?? {});
  return { kind, values };
}

/** @param {Duration} duration @returns {number|object|undefined} as the companion has it; nothing where it is empty */
export function durationJson({ kind, values }) {
  const fields = KINDS[kind] ?? [];
  if (fields.some((field) => values[field] === undefined || Number.isNaN(values[field]))) return undefined;
  if (kind === 'fixed') return values['time'];
  return { kind, ...Object.fromEntries(fields.map((field) => [field, values[field]])) };
}

/**
 * What another kind of duration begins with, so that its mean stays about the same.
 * @param {Duration} before @param {string} kind @returns {Duration}
 */
export function otherKind({ values }, kind) {
  const mean =
    values['time'] ?? values['mean'] ?? values['usual'] ?? ((values['least'] ?? 0) + (values['most'] ?? 2)) / 2;
  const about = { time: mean, mean, least: mean / 2, usual: mean, most: mean * 1.5, deviation: mean / 2 };
  return { kind, values: Object.fromEntries((KINDS[kind] ?? []).map((field) => [field, Reflect.get(about, field)])) };
}

/**
 * @param {Profile} profile @param {'durations'|'arrivals'|'lanes'} part @param {string} id
 * @param {unknown} value nothing removes it
 * @returns {Profile}
 */
export function withPart(profile, part, id, value) {
  const next = { ...profile[part] };
  if (value === undefined) delete next[id];
  else next[id] = value;
  return { ...profile, [part]: next };
}

/** @param {Profile} profile @param {string} lane @param {string} field @param {number|undefined} value */
export function withLane(profile, lane, field, value) {
  const next = { ...profile['lanes']?.[lane] };
  if (value === undefined) delete next[field];
  else next[field] = value;
  return withPart(profile, 'lanes', lane, Object.keys(next).length > 0 ? next : undefined);
}
