import {type RunState} from '../../lab/history/state.js';
import {cutReadings} from './cut-readings.js';
import {endReadings} from './end-readings.js';
import {flagReadings} from './flag-readings.js';
import {goneReadings} from './gone-readings.js';
import {hiddenReadings} from './hidden-readings.js';
import {idleReadings} from './idle-readings.js';
import {readingOf, sightOf, type Reading} from './sight.js';
import {transactionReadings} from './transaction-readings.js';
import {undoReadings} from './undo-readings.js';
import {uploadReadings} from './upload-readings.js';
import {waitReadings} from './wait-readings.js';
import {workReadings} from './work-readings.js';

/** The readings of the process list's row; the first that fits counts. */
export const threadReadings: readonly Reading[] = [
	...hiddenReadings,
	...goneReadings,
	...cutReadings,
	...flagReadings,
	...undoReadings,
	...waitReadings,
	...uploadReadings,
	...endReadings,
	...workReadings,
	...idleReadings,
];

/** What a row means: a sentence for every size of the screen, and perhaps one for larger ones. */
export type RowWords = {
	/** What the reading is about. */
	readonly name: string;
	readonly words: string;
	readonly more?: string | undefined;
};

/** What a person who sees the two rows should know: of the process list's row, and of that of INNODB_TRX unless the first says all. Empty before the first look. Pure. */
export function readProduction(run: RunState): readonly RowWords[] {
	const sight = sightOf(run);
	return sight
		? [threadReadings, transactionReadings].flatMap(readings => {
				const reading = readingOf(readings, sight);
				return reading
					? {
							name: reading.name,
							words: reading.words(sight),
							more: reading.more?.(sight),
						}
					: [];
			})
		: [];
}
