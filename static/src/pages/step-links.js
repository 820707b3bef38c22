/**
 * Makes and opens links to a step of a run, when somebody asks: the version stays as it is, and a long run is kept on
 * the server.
 */
import { ApiError, api } from '../api/client.js';
import { wholeAddress } from '../core/dom.js';
import { savingKey } from '../core/keys.js';
import { fragmentOf } from '../player/run-address.js';

/** Longer fragments are cut off by some programs that send links on. */
const LONGEST = 2000;

/**
 * @param {{ state: import('../core/state.js').PageState, secure?: () => Promise<boolean> }} parts
 *   `secure` saves what is not saved yet, and says whether all is saved
 */
export function createStepLinks({ state, secure = async () => true }) {
  const { data } = state;
  const viewKey = () => data.view_key ?? '';

  /** @param {number} version @returns {Promise<{ address: string, note: string }>} */
  async function pinned(version) {
    try {
      await api.documents.pin(savingKey(viewKey()) ?? viewKey(), version);
      return { address: wholeAddress(`/d/${viewKey()}?version=${version}`), note: '' };
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'links-full') throw error;
      const note = 'It shows the newest version of the diagram: links keep as many versions of it as they can already.';
      return { address: wholeAddress(`/d/${viewKey()}`), note };
    }
  }

  /** @param {string} replay @returns {Promise<string>} the fragment that opens this run */
  async function fragment(replay) {
    const whole = fragmentOf(replay);
    if (whole.length <= LONGEST) return whole;
    try {
      const { id } = await api.documents.keepRun(viewKey(), replay);
      return fragmentOf(`id=${id}`);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'links-full') return whole;
      throw error;
    }
  }

  return {
    /** @type {import('../player/copy-link.js').LinkTo} */
    async linkTo(replay) {
      if (!(await secure())) throw new Error('a link shows what is saved, and saving does not work at the moment.');
      if (data.kind === 'sample')
        return { address: wholeAddress(`/samples/${data.sample}`) + fragmentOf(replay), note: '' };
      const { address, note } = await pinned(data.version ?? 0);
      return { address: address + (await fragment(replay)), note };
    },
    /** The text of a run that the server keeps. @param {string} id */
    async kept(id) {
      if (data.kind !== 'document') throw new Error('Only a stored diagram keeps runs: the link is not complete.');
      return (await api.documents.keptRun(viewKey(), id)).run;
    },
  };
}
