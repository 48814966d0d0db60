import {type KillState, type RunState} from './state.js';

/** How the effect of a kill is known: `read` from what a connection was answered, or `concluded` from that and from times; `undefined`: it is not known. Pure. */
export function howKnown(
	{lost}: Pick<RunState, 'lost'>,
	{effect, answer}: Pick<KillState, 'effect' | 'answer'>,
): 'read' | 'concluded' | undefined {
	switch (effect?.effect) {
		case 'interrupted':
		case 'refused': {
			return 'read';
		}

		case 'disconnected': {
			return lost ? 'read' : 'concluded';
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
