import {Refusal} from '../../refusal.js';
import {capital} from '../events/finding.js';
import {placeName, type TablePlace} from './table-design.js';

/** Why a table may be another one than the lab has emptied. */
export type Doubt = {
	/** `made-anew`: it has the lab's mark and shape, but was created since. */
	readonly type: 'not-proved' | 'made-anew';
	/** A clause. */
	readonly why: string;
};

/** Thrown when a table is gone, or is not proven to be the lab's. */
export class NotTheLabs extends Refusal {
	/** The same as a clause, for places where nothing can be done about it. */
	readonly why: string;

	constructor(why: string, message = `${capital(why)}.`) {
		super(message);
		this.why = why;
	}
}

/** For a table that is not found any more. @param options.isDenied - The account may not see whether it is there. */
export function notThere(
	place: TablePlace,
	{isDenied}: {readonly isDenied?: true},
): string {
	return isDenied
		? `this account may no longer see the table ${placeName(place)}: somebody has revoked its privileges`
		: `the table ${placeName(place)} is no longer there: somebody dropped or renamed it`;
}

/** For a table that may be somebody else's. @param why - Why it is not proven to be the lab's, as a clause. */
export function notProved(place: TablePlace, why: string): string {
	return `the table ${placeName(place)} is not proven to be the lab's: ${why}`;
}

/** For a table that the lab was about to empty. @param why - As for {@link notProved}. */
export function untouched(place: TablePlace, why: string): NotTheLabs {
	return new NotTheLabs(
		notProved(place, why),
		`The table ${placeName(place)} is not proven to be the lab's, so the lab leaves it alone: ${why}. Name another schema with --database.`,
	);
}

/** For a table that has the lab's mark and shape. */
export function madeAnew(place: TablePlace): string {
	return `somebody has recreated the table ${placeName(place)} since the run began`;
}

/** Why a lab's table is not taken over where other servers write too, as a clause. */
export const notTakenOver =
	"other servers of the cluster take writes too, or did until a moment ago, and this one can't tell whether a lab on another one is using the table";
