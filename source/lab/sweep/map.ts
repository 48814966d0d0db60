import {type KillKind} from '../events/kill.js';
import {type Trial} from './trial.js';

/** What one kind of kill did in one phase of one workload. */
export type MapCell = {
	/** Its name. */
	readonly workload: string;
	/** Where the kills landed, which need not be where they were aimed. */
	readonly phase: Trial['landed'];
	readonly kind: KillKind;
	/** How often each effect was seen. */
	readonly effects: Readonly<Record<string, number>>;
	/** How often each was left of the data; those without a verdict do not count. */
	readonly outcomes: Readonly<Record<string, number>>;
	/** From sending to the server's OK, in ms, one for each kill that it accepted. */
	readonly answered: readonly number[];
	/** From that OK to the effect, in ms, one for each kill that ended something. */
	readonly bit: readonly number[];
};

/** Many trials, condensed: it grows with the numbers that quantiles need, and with nothing else. */
export type TrialMap = {
	readonly add: (trial: Trial) => void;
	/** In the order in which they were met first. */
	readonly cells: () => readonly MapCell[];
	/** How many kills. */
	readonly trials: () => number;
};

type Growing = Omit<MapCell, 'effects' | 'outcomes' | 'answered' | 'bit'> & {
	readonly effects: Map<string, number>;
	readonly outcomes: Map<string, number>;
	readonly answered: number[];
	readonly bit: number[];
};

/** Begins an empty map. */
export function createMap(): TrialMap {
	const cells = new Map<string, Growing>();
	let trials = 0;

	const cellOf = ({workload, landed, kind}: Trial): Growing => {
		const key = [workload, landed, kind].join('\n');
		const known = cells.get(key);
		if (known) {
			return known;
		}

		const cell: Growing = {
			workload,
			phase: landed,
			kind,
			effects: new Map(),
			outcomes: new Map(),
			answered: [],
			bit: [],
		};
		cells.set(key, cell);
		return cell;
	};

	return {
		add(trial) {
			const {effect, outcome, answered, bit} = trial;
			const cell = cellOf(trial);
			trials++;
			countOne(cell.effects, effect);
			if (outcome !== undefined) {
				countOne(cell.outcomes, outcome);
			}

			if (answered !== undefined) {
				cell.answered.push(answered);
			}

			if (bit !== undefined) {
				cell.bit.push(bit);
			}
		},
		cells: () =>
			[...cells.values()].map(cell => ({
				...cell,
				effects: Object.fromEntries(cell.effects),
				outcomes: Object.fromEntries(cell.outcomes),
				answered: [...cell.answered],
				bit: [...cell.bit],
			})),
		trials: () => trials,
	};
}

/** The map of trials that are over. */
export function mapOf(trials: readonly Trial[]): TrialMap {
	const map = createMap();
	for (const trial of trials) {
		map.add(trial);
	}

	return map;
}

function countOne(counts: Map<string, number>, name: string): void {
	counts.set(name, (counts.get(name) ?? 0) + 1);
}
