import {type Aim} from '../lab/events/aim.js';
import {type ChoiceCommand} from '../keys/choice-command.js';
import {isSameAim} from '../lab/kills/notation.js';
import {
	chooseInHistory,
	type HistoryPanel,
	type HistorySurroundings,
} from './choose-in-history.js';

/** What replaces a part of the screen. */
export type Panel =
	| {readonly type: 'none'}
	/** What the keys and the words mean. Pages count from 0. */
	| {readonly type: 'help'; readonly page: number}
	/** The kills that can be armed; `line` is the one that Enter arms. The last line arms none. */
	| {readonly type: 'arm'; readonly line: number}
	/** The workloads that the next run can have; `line` is the one that Enter takes. */
	| {readonly type: 'workloads'; readonly line: number}
	/** The line at which the statement of the next run is typed: what is there, and how many UTF-16 units of it are before the cursor. */
	| {
			readonly type: 'prompt';
			readonly text: string;
			readonly cursor: number;
			/** Why the last key did nothing, or did harm: a sentence. */
			readonly why?: string | undefined;
	  }
	| HistoryPanel
	/** What the client asks after an interruption. Nobody chooses it: it shows wherever no other panel does. */
	| {readonly type: 'question'}
	/** Why something that was asked for is not done: sentences. */
	| {readonly type: 'message'; readonly text: string}
	/** What production shows, on a screen where that has no place of its own. */
	| {readonly type: 'production'};

/** What the person has chosen to see. */
export type Chosen = {
	readonly panel: Panel;
	/** The kill that is explained in a sentence: this many before the newest. */
	readonly killsBack: number;
	/** The number of the newest kill when that was chosen: after another, or in another run, the newest is explained again. Absent: `killsBack` holds for any. */
	readonly newestThen?: number | undefined;
	/** What production shows of the moment is to be seen, or not; absent: where there is room for it. */
	readonly isInProduction?: boolean;
};

/** What the commands that change it depend on. */
export type ChoiceSurroundings = {
	/** How many pages the help has on this terminal. */
	readonly helpPages: number;
	/** How many kills the run has. */
	readonly kills: number;
	/** The number of the newest, which no other of the sitting has; absent: there is none. */
	readonly newestKill?: number | undefined;
	/** There is room for what production shows, so it is seen until that is chosen otherwise. */
	readonly hasRoomForProduction?: boolean;
	/** The client asks what to do, where production has no place of its own: shown, it takes that of the question. */
	readonly isAskedInItsPlace?: boolean;
	/** The kills that can be armed. */
	readonly armable: readonly Aim[];
	readonly armed?: Aim | undefined;
	/** The names of the workloads that can be chosen. */
	readonly workloads: readonly string[];
	/** What stands in the line for a statement; absent: nothing. */
	readonly typed?: {readonly text: string; readonly cursor: number};
	/** The one that the next run has. */
	readonly workload?: string | undefined;
	readonly history: HistorySurroundings;
};

export const nothingChosen: Chosen = {panel: {type: 'none'}, killsBack: 0};

const noPanel: Panel = {type: 'none'};

/** What is shown after a command. Pure. */
export function choose(
	chosen: Chosen,
	command: ChoiceCommand,
	surroundings: ChoiceSurroundings,
): Chosen {
	const {panel} = chosen;
	const inHistory = chooseInHistory(panel, command, surroundings.history);
	if (inHistory) {
		return {...chosen, panel: inHistory};
	}

	switch (command) {
		case 'help': {
			const page = panel.type === 'help' ? panel.page + 1 : 0;
			return {
				...chosen,
				panel: page < surroundings.helpPages ? {type: 'help', page} : noPanel,
			};
		}

		case 'arm': {
			return panel.type === 'arm'
				? moved(chosen, 1, surroundings)
				: {...chosen, panel: {type: 'arm', line: armedLine(surroundings)}};
		}

		case 'workloads': {
			return panel.type === 'workloads'
				? moved(chosen, 1, surroundings)
				: {
						...chosen,
						panel: {type: 'workloads', line: workloadLine(surroundings)},
					};
		}

		case 'prompt': {
			const {text, cursor} = surroundings.typed ?? {text: '', cursor: 0};
			return {...chosen, panel: {type: 'prompt', text, cursor}};
		}

		case 'up': {
			return moved(chosen, -1, surroundings);
		}

		case 'down': {
			return moved(chosen, 1, surroundings);
		}

		case 'confirm': {
			return {...chosen, panel: noPanel};
		}

		case 'close': {
			return panel.type === 'none'
				? {...chosen, isInProduction: false}
				: {...chosen, panel: noPanel};
		}

		case 'production': {
			if (surroundings.isAskedInItsPlace) {
				return {
					...chosen,
					panel: panel.type === 'production' ? noPanel : {type: 'production'},
				};
			}

			// What covers it goes first.
			return {
				...chosen,
				panel: noPanel,
				isInProduction:
					panel.type !== 'none' ||
					!(chosen.isInProduction ?? surroundings.hasRoomForProduction),
			};
		}

		case 'earlier-kill': {
			return withKillsBack(chosen, 1, surroundings);
		}

		case 'later-kill': {
			return withKillsBack(chosen, -1, surroundings);
		}

		case 'history': {
			return {...chosen, panel: {type: 'history'}};
		}

		case 'switch':
		case 'page-up':
		case 'page-down':
		case 'first':
		case 'last': {
			return chosen;
		}
	}
}

/** How many kills before the newest the explained one is. Pure. @param newest - The number of the newest; `undefined`: there is none. */
export function killsBackFrom(
	{killsBack, newestThen}: Chosen,
	newest: number | undefined,
): number {
	return newestThen === undefined || newestThen === newest ? killsBack : 0;
}

function withKillsBack(
	chosen: Chosen,
	by: 1 | -1,
	{kills, newestKill}: ChoiceSurroundings,
): Chosen {
	const most = Math.max(0, kills - 1);
	const back = killsBackFrom(chosen, newestKill) + by;
	return {
		...chosen,
		killsBack: Math.min(most, Math.max(0, back)),
		newestThen: newestKill,
	};
}

/** The next or the previous line of a list, which goes round. */
function moved(
	chosen: Chosen,
	by: 1 | -1,
	{armable, workloads}: ChoiceSurroundings,
): Chosen {
	const {panel} = chosen;
	if (panel.type !== 'arm' && panel.type !== 'workloads') {
		return chosen;
	}

	const lines = panel.type === 'arm' ? armable.length + 1 : workloads.length;
	return {
		...chosen,
		panel: {...panel, line: (panel.line + by + lines) % lines},
	};
}

/** The list of workloads begins at the one that the next run has. */
function workloadLine({workloads, workload = ''}: ChoiceSurroundings): number {
	return Math.max(0, workloads.indexOf(workload));
}

/** The list of kills begins at the armed one. */
function armedLine({armable, armed}: ChoiceSurroundings): number {
	return Math.max(
		0,
		armable.findIndex(aim => isSameAim(aim, armed)),
	);
}
