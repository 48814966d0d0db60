import {flagIn, uploadPhase} from '../../lab/workloads/facts/phases.js';
import {type Reading, type Sight} from './sight.js';

/** After a KILL QUERY, as long as MariaDB shows `Killed`; MySQL shows nothing of such a flag [measured on MariaDB 10.11]. */
export const flagReadings: readonly Reading[] = [
	{
		name: 'flag, no statement',
		fits: sight => isFlagged(sight) && sight.statement === undefined,
		words: () =>
			'Killed is a flag, and no statement runs: the next one clears it. Nothing has ended.',
	},
	{
		name: 'flag, receiving',
		fits: sight =>
			isFlagged(sight) &&
			sight.state === '' &&
			sight.statement?.role === 'target' &&
			uploadPhase(sight.facts) !== undefined,
		words: () =>
			'Killed is a flag: the server is still receiving, and clears it when the statement begins.',
		more: () => 'So this KILL QUERY is lost, and the statement returns OK.',
	},
	{
		name: 'flag, lines come',
		fits: sight =>
			isFlagged(sight) &&
			sight.facts.streamedIn !== undefined &&
			sight.facts.streamedIn === sight.phase,
		words: () =>
			"Killed is a flag: no more rows go in, but error 1317 comes after the client's last line.",
	},
	{
		name: 'flag, not looked at',
		fits: sight =>
			isFlagged(sight) &&
			sight.thread !== undefined &&
			flagIn(sight.facts, sight.facts.phaseOf(sight.thread)) === 'ignored',
		words: () =>
			'Killed is a flag, and nobody looks at it here: the statement finishes and returns OK.',
	},
	{
		name: 'flag',
		fits: isFlagged,
		words: () =>
			'Killed is a flag: the statement ends with error 1317 at its next check point, if one comes.',
	},
];

function isFlagged({thread, isCut}: Sight): boolean {
	return thread?.command === 'Killed' && !isCut;
}
