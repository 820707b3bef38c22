/** The name that others see, and people of one name told apart: loaded where a page hears of others. */
import { personName } from './person.js';

const KINDS =
  'Agile Airy Apt Bold Brave Bright Brisk Calm Clever Cosy Curious Deft Eager Early Fair Fleet Fond Gentle Glad Happy ' +
  'Hardy Honest Jolly Keen Kind Lively Lucky Merry Mild Neat Nimble Patient Plucky Polite Proud Quick Quiet Ready ' +
  'Sunny Swift Warm Wise';
const ANIMALS =
  'Badger Beaver Bee Bison Crane Cricket Curlew Deer Dove Eagle Falcon Finch Fox Gecko Goose Hare Hawk Hedgehog Heron ' +
  'Ibis Jay Kiwi Koala Lark Lemur Lynx Magpie Marten Mole Moose Newt Osprey Otter Owl Panda Puffin Rabbit Raven ' +
  'Robin Seal Sparrow Squirrel Starling Stork Swallow Swan Tern Thrush Toucan Turtle Wren Yak Zebra';

/**
 * The name that others see: the given one, else a friendly one that stays the same in this browser. Of ten browsers,
 * two have the same friendly one in 2 of 100 cases.
 * @param {string} browser
 */
export const shownName = (browser) => personName() || friendlyName(browser);

/** @param {string} browser */
export function friendlyName(browser) {
  const [kinds, animals] = [KINDS.split(' '), ANIMALS.split(' ')];
  const number = [...browser].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 999_983, 7);
  return `${kinds[number % kinds.length]} ${animals[Math.floor(number / kinds.length) % animals.length]}`;
}

/**
 * People who have one name, told apart by numbers.
 * @template {{ person: string, name: string }} P
 * @param {P[]} people @param {string} own a name that is taken already
 * @returns {P[]}
 */
export function toldApart(people, own) {
  const taken = new Map([[own, 1]]);
  // The order in which a page heard of them would give them other numbers on each page.
  return [...people]
    .sort((a, b) => a.name.localeCompare(b.name) || (a.person < b.person ? -1 : 1))
    .map((one) => {
      const count = (taken.get(one.name) ?? 0) + 1;
      taken.set(one.name, count);
      return count === 1 ? one : { ...one, name: `${one.name} (${count})` };
    });
}
