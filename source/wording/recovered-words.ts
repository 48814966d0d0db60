import {type Recovered} from '../lab/history/state.js';

const words: Readonly<Record<Recovered['found'], string>> = {
	prepared: 'found the transaction prepared, and committed it by XA COMMIT',
	nothing: 'found no prepared transaction of the run by XA RECOVER',
};

/** What another connection has found of an XA transaction, as a sentence without its full stop. Pure. */
export function recoveredWords({connectionId, found}: Recovered): string {
	return `connection ${connectionId} ${words[found]}`;
}
