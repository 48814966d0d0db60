import {type Recovered, type RunState} from '../lab/history/state.js';

const words: Readonly<Record<Recovered['found'], string>> = {
	prepared: 'found the transaction prepared, and committed it by XA COMMIT',
	nothing: 'found no prepared transaction of the run by XA RECOVER',
};

/** What another connection has found of an XA transaction, as a sentence without its full stop. Pure. */
export function recoveredWords({connectionId, found}: Recovered): string {
	return `connection ${connectionId} ${words[found]}`;
}

/** Whether the transaction of a run may be prepared: then it outlives its connection, and that no list has it under this one tells nothing. Pure. */
export function mayBePrepared({
	statements,
}: Pick<RunState, 'statements'>): boolean {
	return statements.some(({role}) => role === 'prepare');
}
