import {type Released} from '../lab/attach/released.js';
import {count} from './words.js';

/** So many are named; the others are counted. */
const mostNamed = 4;

/** Who waited for a killed connection, and who of them still waits, and for whom now. Pure. @param connectionId - The killed one. */
export function releasedWords(
	released: Released | 'unseen',
	connectionId: string,
): string {
	if (released === 'unseen') {
		return 'Those that waited for it have not been looked at since the KILL.';
	}

	const {free, waiting} = released;
	const of = `Of ${count(free.length + waiting.length, 'connection')} that waited for it`;
	if (waiting.length === 0) {
		return `${of}, none waits any more.`;
	}

	const blockers = [...new Set(waiting.map(({blocker}) => blocker))];
	const clauses = blockers.map(blocker => {
		const ids = waiting.filter(one => one.blocker === blocker);
		return `${named(ids.map(({id}) => id))} still ${ids.length === 1 ? 'waits' : 'wait'}${blockerClause(blocker, connectionId)}`;
	});
	return `${of}, ${[
		...(free.length === 0
			? []
			: [`${named(free)} ${free.length === 1 ? 'goes' : 'go'} on`]),
		...clauses,
	].join('; ')}.`;
}

function blockerClause(
	blocker: string | undefined,
	connectionId: string,
): string {
	switch (blocker) {
		case undefined: {
			return '';
		}

		case connectionId: {
			return ' for it';
		}

		default: {
			return `, for ${blocker} now`;
		}
	}
}

function named(ids: readonly string[]): string {
	const more = ids.length - mostNamed;
	return more > 0
		? `${ids.slice(0, mostNamed).join(', ')} and ${more} more`
		: ids.join(', ');
}
