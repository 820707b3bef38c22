/** The name that a person gave, kept in this browser: it stands beside the versions that they save. */
import { keep, read } from './storage.js';

const STORE = 'lanestep.name';
const MOST_LETTERS = 60;

/** @returns {string} the name, or nothing where nobody gave one */
export const personName = () => shortened(read(STORE) ?? '');

/** @param {string} name @returns {boolean} whether the browser keeps it */
export const keepPersonName = (name) => keep(STORE, shortened(name));

/** @returns {Record<string, string>} what a request says about who sends it */
export const signature = () => (personName() ? { 'X-Lanestep-Name': encodeURIComponent(personName()) } : {});

/** @param {string} name */
const shortened = (name) => [...name.trim().replace(/\p{Surrogate}/gu, '')].slice(0, MOST_LETTERS).join('');
