import {type Effect} from '../events/kill.js';
import {type KillState} from './state.js';

/** An effect as it is told. `too-late?`: the statement returned OK, and may have done so before the kill met it. */
export type ToldEffect = Effect | 'too-late?';

/** The effect of a kill as it is told. Pure. */
export function toldEffect(effect: KillState['effect']): ToldEffect {
	if (!effect) {
		return 'unknown';
	}

	return effect.mayHaveMissed ? 'too-late?' : effect.effect;
}

/** What is known of kills has no doubts. Pure. */
export function withoutDoubt(effect: ToldEffect): Effect {
	return effect === 'too-late?' ? 'too-late' : effect;
}

const striking: ReadonlySet<Effect> = new Set(['interrupted', 'disconnected']);

/** Whether a kill with this effect has ended something. Pure. */
export function hasStruck(effect: Effect): boolean {
	return striking.has(effect);
}
