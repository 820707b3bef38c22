import { readFileSync } from 'node:fs';

/** @param {string} name @returns {{ diagram: any, trace: any }} a diagram and a run of it, as the server answers */
export const readTrace = (name) => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
