/** The input of a picture. */
export type Shown<State, Doing, Choice> = {
	readonly state: State;
	readonly activity: Doing;
	/** What the person has chosen to see. */
	readonly chosen: Choice;
	/** Why the last key did nothing. */
	readonly note?: string | undefined;
	/** On the clock of the state, in ms. */
	readonly now: number;
	readonly columns: number;
	readonly rows: number;
};
