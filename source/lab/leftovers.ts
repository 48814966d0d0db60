/** Something that the lab made on a server of the user's and that is there, or may be. */
export type Leftover = {
	readonly what: 'schema' | 'table';
	/** As a person reads it. */
	readonly name: string;
	/** `may stay`: the statement that makes or removes it was not answered. `gone`: it is not there, and the lab has not removed it. */
	readonly state: 'stays' | 'may stay' | 'gone';
	/** Why the lab leaves it there, as a clause; absent: it would have been removed at the end. */
	readonly why?: string;
	/** Removes it; absent: there is nothing to remove. */
	readonly statement?: string;
};

/** What would stay on the server if the program ended now: kept up to date, since it may end at any moment. */
export type Leftovers = {
	/** From now on this is what is there of its kind. */
	readonly set: (leftover: Leftover) => void;
	/** Nothing of the kind is there. */
	readonly remove: (what: Leftover['what']) => void;
	readonly list: () => readonly Leftover[];
};

/** @param onChange - Told of every change. */
export function createLeftovers(
	onChange: (leftovers: readonly Leftover[]) => void = () => undefined,
): Leftovers {
	const known = new Map<Leftover['what'], Leftover>();
	// The table first: whoever removes both begins with it.
	const list = () =>
		(['table', 'schema'] as const).flatMap(what => known.get(what) ?? []);
	return {
		set(leftover) {
			known.set(leftover.what, leftover);
			onChange(list());
		},
		remove(what) {
			known.delete(what);
			onChange(list());
		},
		list,
	};
}
