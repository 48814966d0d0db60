import {formatDuration} from '../../format.js';
import {quantilesOf} from '../sweep/quantiles.js';
import {type Answer, type ClaimFinding, type Seen} from './contract.js';

/** What trials have seen, counted. Pure. */
export function findingOf(seen: readonly Seen[]): ClaimFinding {
	return {
		answer: answerOf(seen),
		measured: alike(seen, ({part = ''}) => part).map(([part, those]) =>
			part === '' ? countsOf(those) : `${part}: ${countsOf(those)}`,
		),
	};
}

/** A claim holds if all that was seen is what it says. */
function answerOf(seen: readonly Seen[]): Answer {
	if (seen.length === 0) {
		return 'cannot be tested here';
	}

	if (seen.every(({holds}) => holds)) {
		return 'holds';
	}

	return seen.some(({holds}) => holds) ? 'holds in part' : 'does not hold';
}

function countsOf(seen: readonly Seen[]): string {
	return alike(seen, ({saw}) => saw)
		.map(
			([saw, those]) =>
				`${saw} (${those.length} of ${seen.length}${timesOf(those)})`,
		)
		.join(', ');
}

function timesOf(seen: readonly Seen[]): string {
	const quantiles = quantilesOf(seen.flatMap(({took}) => took ?? []));
	return quantiles
		? `, p50 ${timeOf(quantiles.p50)}, max ${timeOf(quantiles.max)}`
		: '';
}

/** A time to a tenth of a ms; a little less than 0 is 0. */
function timeOf(ms: number): string {
	return formatDuration(Math.round(ms * 10) / 10 + 0);
}

/** What has the same word, in the order in which it was first seen. */
function alike(
	seen: readonly Seen[],
	wordOf: (one: Seen) => string,
): ReadonlyArray<readonly [word: string, those: readonly Seen[]]> {
	return [...new Set(seen.map(one => wordOf(one)))].map(word => [
		word,
		seen.filter(one => wordOf(one) === word),
	]);
}
