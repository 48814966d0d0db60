/** A change that no test can notice, because the program means the same with it. */
export type EquivalentMutant = {
	readonly module: string;
	/** The code that is changed. */
	readonly original: string;
	/** What stands in its place. */
	readonly replacement: string;
	/** Why it is the same, as a sentence. */
	readonly why: string;
};

/** The mutants that stay alive for a reason. */
export const equivalentMutants: readonly EquivalentMutant[] = [];
