/** Something that the lab created on the user's server and that is still there, or may be. */
export type Leftover = {
	readonly what: 'schema' | 'table' | 'procedure';
	/** As a person reads it. */
	readonly name: string;
	/** `may stay`: the statement that creates or removes it was not answered, or the account may no longer see it. `gone`: it is no longer there, and the lab did not remove it. */
	readonly state: 'stays' | 'may stay' | 'gone';
	/** Why the lab leaves it there, as a clause; absent: the lab would have removed it at the end. */
	readonly why?: string;
	/** Removes it; absent: there is nothing to remove. */
	readonly statement?: string;
};

/** What would stay on the server if the program ended now: kept up to date, since it may end at any moment. */
export type Leftovers = {
	/** Records what now exists under its name. */
	readonly set: (leftover: Leftover) => void;
	/** Records that it no longer exists, or never did. */
	readonly remove: (leftover: Pick<Leftover, 'what' | 'name'>) => void;
	readonly list: () => readonly Leftover[];
};

/** @param onChange - Called on every change. */
export function createLeftovers(
	onChange: (leftovers: readonly Leftover[]) => void = () => undefined,
): Leftovers {
	const known = new Map<string, Leftover>();
	const keyOf = ({what, name}: Pick<Leftover, 'what' | 'name'>) =>
		`${what} ${name}`;
	// The schema last, because all that is in it has to be removed first.
	const list = () =>
		(['procedure', 'table', 'schema'] as const).flatMap(kind =>
			[...known.values()].filter(({what}) => what === kind),
		);
	return {
		set(leftover) {
			known.set(keyOf(leftover), leftover);
			onChange(list());
		},
		remove(leftover) {
			known.delete(keyOf(leftover));
			onChange(list());
		},
		list,
	};
}
