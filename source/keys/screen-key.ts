import {type LabState} from '../lab/history/state.js';

/** What can take the place of a part of the screen: help, the list of kills to arm, the list of workloads, the line for a statement, the history as a list, one run of it and the table of what kills did, what production shows, a message; or the question after an interruption. */
export type PanelName =
	| 'help'
	| 'arm'
	| 'workloads'
	| 'prompt'
	| 'history'
	| 'history-run'
	| 'history-table'
	| 'production'
	| 'message'
	| 'question';

/** A key of the screen, or two that belong together: what each stands for, when it does something, and all the words for it. */
export type ScreenKey<
	Command extends string,
	Activity,
	State = LabState,
	Panel extends string = PanelName,
> = {
	/** As the help names it. */
	readonly name: string;
	/** As the hints name it, if that is shorter. */
	readonly shortName?: string;
	/** What is pressed, such as `q`, `^c` or `Esc`, and the command that it stands for. */
	readonly presses: ReadonlyArray<readonly [press: string, command: Command]>;
	/** What it does right now, in a word or two; `undefined`: nothing. Absent: the screen says it elsewhere. */
	readonly hint?: (activity: Activity, state: State) => string | undefined;
	/** Whether its hint comes before those of the keys above it. Absent: never. */
	readonly leads?: (activity: Activity, state: State) => boolean;
	/** What it does while a panel is open. */
	readonly inPanel?: Readonly<Partial<Record<Panel, string>>>;
	/** What it does, for a line of the help on the screen. */
	readonly meaning?: string;
	/** The same for the readme's table, in Markdown, where its reader needs more than a line of the help. */
	readonly inFull?: string;
	/** What it does, in a word or two for `--help`. */
	readonly usage?: string;
};
