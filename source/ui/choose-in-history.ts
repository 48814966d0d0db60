import {type ChoiceCommand} from '../keys/choice-command.js';
import {type Place} from './history-entries.js';

/** The history of the sitting, in one of its forms. */
export type HistoryPanel =
	/** Every run and kill; `at` is the one that Enter shows. Absent: the newest run. */
	| {readonly type: 'history'; readonly at?: Place}
	/** One run again, as it ended; the kill of `at` is told in full. */
	| {readonly type: 'history-run'; readonly at: Place}
	/** What kills did in each phase; the row of this number, from 0, is told in full. `at` is where the list was left. */
	| {
			readonly type: 'history-table';
			readonly row: number;
			readonly at?: Place | undefined;
	  };

/** What moving in the history depends on. */
export type HistorySurroundings = {
	/** All runs and kills, as the list has them. */
	readonly places: readonly Place[];
	/** How many rows the table has. */
	readonly rows: number;
	/** By how many lines the keys for a page move. */
	readonly page: number;
};

type Move = Extract<
	ChoiceCommand,
	'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last'
>;

/** Where each key that moves goes, from a line of a list that does not go round. */
const moves: Readonly<Record<Move, (line: number, page: number) => number>> = {
	up: line => line - 1,
	down: line => line + 1,
	'page-up': (line, page) => line - page,
	'page-down': (line, page) => line + page,
	first: () => 0,
	last: () => Infinity,
};

/** The history after a command; `undefined` if it is not open, or if the command has to do with something else. Pure. */
export function chooseInHistory(
	panel: {readonly type: string} | HistoryPanel,
	command: ChoiceCommand,
	surroundings: HistorySurroundings,
): HistoryPanel | undefined {
	if (!isHistory(panel)) {
		return undefined;
	}

	switch (command) {
		case 'up':
		case 'down':
		case 'page-up':
		case 'page-down':
		case 'first':
		case 'last': {
			return moved(panel, moves[command], surroundings);
		}

		case 'history':
		case 'switch': {
			return switched(panel);
		}

		case 'confirm': {
			return confirmed(panel, surroundings);
		}

		case 'close': {
			// One step back, to the list.
			return panel.type === 'history-run'
				? {type: 'history', at: panel.at}
				: undefined;
		}

		default: {
			return undefined;
		}
	}
}

/** Whether a panel is the history. Pure. */
export function isHistory(
	panel: {readonly type: string} | HistoryPanel,
): panel is HistoryPanel {
	return ['history', 'history-run', 'history-table'].includes(panel.type);
}

function switched(panel: HistoryPanel): HistoryPanel {
	const {at} = panel;
	return panel.type === 'history-table'
		? {type: 'history', ...(at && {at})}
		: {type: 'history-table', row: 0, at};
}

function confirmed(
	panel: HistoryPanel,
	{places}: HistorySurroundings,
): HistoryPanel {
	const {at = places[0]} = panel;
	return panel.type === 'history' && at ? {type: 'history-run', at} : panel;
}

function moved(
	panel: HistoryPanel,
	move: (line: number, page: number) => number,
	{places, rows, page}: HistorySurroundings,
): HistoryPanel {
	const within = (line: number, count: number) =>
		Math.max(0, Math.min(count - 1, move(line, page)));
	if (panel.type === 'history-table') {
		return {...panel, row: within(Math.min(panel.row, rows - 1), rows)};
	}

	// A shown run goes from kill to kill.
	const among =
		panel.type === 'history'
			? places
			: places.filter(
					({run, kill}) => run === panel.at.run && kill !== undefined,
				);
	const at = among[within(lineOf(among, panel.at), among.length)];
	return at ? {...panel, at} : panel;
}

/** The line of a place in a list; that of the first one, if the place is none of them. Pure. */
export function lineOf(
	places: readonly Place[],
	at: Place | undefined,
): number {
	return Math.max(
		0,
		places.findIndex(({run, kill}) => run === at?.run && kill === at.kill),
	);
}
