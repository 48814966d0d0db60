import {type Effect} from '../lab/events/kill.js';
import {type KillTableRow} from '../lab/history/kill-table.js';
import {withoutDoubt} from '../lab/history/told-effect.js';
import {effectsOf, type TriedEffects} from '../lab/history/tried.js';
import {phaseWords} from './phase-words.js';
import {killName, shortEffects} from './words.js';

/** A row in full: why for each effect, those that were seen most often first, the kill and its moment in words, and how that is known. Pure. */
export function killTableSentences({
	workload,
	phase,
	kind,
	known,
	tried,
}: KillTableRow): readonly string[] {
	const when = phaseWords(phase, {workload: {name: workload, options: {}}});
	const unknown = effectsOf(tried).filter(
		effect => known?.why[withoutDoubt(effect)] === undefined,
	);
	const effects = known ? effectsOf(known.why) : [];
	return [
		...(known
			? effects
					.toSorted((one, other) => times(tried, other) - times(tried, one))
					.map(effect => `${shortEffects[effect]}: ${known.why[effect]}`)
			: [`Nothing is known of a ${killName(kind)} ${when}.`]),
		...(unknown.length > 0
			? [
					`Not known so far: ${unknown.map(effect => shortEffects[effect]).join(', ')}.`,
				]
			: []),
		...(tried['too-late?'] === undefined
			? []
			: [
					`${shortEffects['too-late?']}: The statement had returned OK before the KILL's OK came: whether the KILL still met it, nothing tells.`,
				]),
		...(known ? [`(${killName(kind)} ${when}: ${known.source}.)`] : []),
	];
}

function times(tried: TriedEffects, effect: Effect): number {
	return tried[effect] ?? 0;
}
