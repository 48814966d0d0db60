import {type KillState} from './state.js';

/** How the effect of a kill is known: `read` from what a connection was answered or a look has found (a cut connection, or no thread), or `concluded` from that and from times; `undefined`: it is not known. Pure. */
export function howKnown({
	effect,
	answer,
}: Pick<KillState, 'effect' | 'answer'>): 'read' | 'concluded' | undefined {
	switch (effect?.effect) {
		case 'interrupted':
		case 'refused':
		case 'disconnected': {
			return 'read';
		}

		case 'already-gone': {
			return answer?.type === 'refused' ? 'read' : 'concluded';
		}

		case 'lost':
		case 'no-statement': {
			return 'concluded';
		}

		case 'too-late': {
			return effect.mayHaveMissed ? undefined : 'concluded';
		}

		case 'unknown':
		case undefined: {
			return undefined;
		}
	}
}
