import {type Aim} from '../lab/events/aim.js';
import {type ChoiceCommand} from '../keys/choice-command.js';
import {isSameAim} from '../lab/kills/notation.js';

/** What replaces a part of the screen. */
export type Panel =
	| {readonly type: 'none'}
	/** What the keys and the words mean. Pages count from 0. */
	| {readonly type: 'help'; readonly page: number}
	/** The kills that can be armed; `line` is the one that Enter arms. The last line arms none. */
	| {readonly type: 'arm'; readonly line: number};

/** What the person has chosen to see. */
export type Chosen = {
	readonly panel: Panel;
	/** The kill that is explained in a sentence: this many before the newest. */
	readonly killsBack: number;
};

/** What the commands that change it depend on. */
export type ChoiceSurroundings = {
	/** How many pages the help has on this terminal. */
	readonly helpPages: number;
	/** How many kills the run has. */
	readonly kills: number;
	/** The kills that can be armed. */
	readonly armable: readonly Aim[];
	readonly armed?: Aim | undefined;
};

export const nothingChosen: Chosen = {panel: {type: 'none'}, killsBack: 0};

const noPanel: Panel = {type: 'none'};

/** What is shown after a command. Pure. */
export function choose(
	chosen: Chosen,
	command: ChoiceCommand,
	surroundings: ChoiceSurroundings,
): Chosen {
	const {panel, killsBack} = chosen;
	switch (command) {
		case 'help': {
			const page = panel.type === 'help' ? panel.page + 1 : 0;
			return {
				...chosen,
				panel: page < surroundings.helpPages ? {type: 'help', page} : noPanel,
			};
		}

		case 'arm': {
			return {
				...chosen,
				panel: {
					type: 'arm',
					line:
						panel.type === 'arm'
							? (panel.line + 1) % (surroundings.armable.length + 1)
							: lineOf(surroundings),
				},
			};
		}

		case 'confirm':
		case 'close': {
			return {...chosen, panel: noPanel};
		}

		case 'earlier-kill': {
			const most = Math.max(0, surroundings.kills - 1);
			return {...chosen, killsBack: Math.min(most, killsBack + 1)};
		}

		case 'later-kill': {
			return {...chosen, killsBack: Math.max(0, killsBack - 1)};
		}
	}
}

/** Where the list starts: at the armed kill. */
function lineOf({armable, armed}: ChoiceSurroundings): number {
	return Math.max(
		0,
		armable.findIndex(aim => isSameAim(aim, armed)),
	);
}
