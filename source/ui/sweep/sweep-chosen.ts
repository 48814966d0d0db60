import {trialsLeft, type SweepState} from '../../lab/sweep/sweep-state.js';
import {type SweepCommand} from '../../keys/sweep-keys.js';

/** What the person has chosen to see. */
export type SweepChosen = {
	/** The page of the help, from 0; absent: the map. */
	readonly helpPage?: number;
	/** Whose map is shown, by its place; absent: that of the workload that is tried now. */
	readonly workload?: number;
	/** How many lines of it are above the screen. */
	readonly top: number;
};

export const nothingChosen: SweepChosen = {top: 0};

/** The place of the workload that is tried now; that of the last one, if all are done. Pure. */
export function triedNow(sweep: SweepState): number {
	const place = sweep.tried.findIndex(tried => trialsLeft(sweep, tried) > 0);
	return place === -1 ? sweep.tried.length - 1 : place;
}

/** The commands that only change what is shown. */
export type SweepChoice = Exclude<SweepCommand, 'pause' | 'redraw' | 'leave'>;

/** What is shown after a command. Pure. @param room.lines - Of the map. @param room.height - That fit. */
export function choose(
	chosen: SweepChosen,
	command: SweepChoice,
	{
		sweep,
		lines,
		height,
		helpPages,
	}: {
		readonly sweep: SweepState | undefined;
		readonly lines: number;
		readonly height: number;
		readonly helpPages: number;
	},
): SweepChosen {
	const {helpPage, ...rest} = chosen;
	const scrolled = (by: number): SweepChosen => ({
		...chosen,
		top: Math.max(0, Math.min(lines - height, chosen.top + by)),
	});
	const moved = (by: number): SweepChosen => {
		if (!sweep) {
			return chosen;
		}

		const place = (chosen.workload ?? triedNow(sweep)) + by;
		return {
			...chosen,
			workload: Math.max(0, Math.min(sweep.tried.length - 1, place)),
			top: 0,
		};
	};

	switch (command) {
		case 'help': {
			const page = helpPage === undefined ? 0 : helpPage + 1;
			return page < helpPages ? {...rest, helpPage: page} : rest;
		}

		case 'follow': {
			return helpPage === undefined ? nothingChosen : rest;
		}

		case 'earlier': {
			return moved(-1);
		}

		case 'later': {
			return moved(1);
		}

		case 'up': {
			return scrolled(-1);
		}

		case 'down': {
			return scrolled(1);
		}

		case 'page-up': {
			return scrolled(-height);
		}

		case 'page-down': {
			return scrolled(height);
		}
	}
}
