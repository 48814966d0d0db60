import {routineOf} from '../own-table/own-routine.js';
import {notTakenOver} from '../own-table/not-the-labs.js';
import {quotedRoutine, routineName} from '../own-table/table-design.js';
import {type Finding} from '../events/finding.js';
import {type Demands} from './demands.js';
import {type Readings} from './readings.js';
import {type SurroundingReadings} from './surroundings.js';
import {isWrittenElsewhere} from './written-elsewhere.js';

/** What exists under the name of the procedure that the lab makes beside its table, if it makes one. Pure. */
export function checkRoutine(
	readings: SurroundingReadings & Pick<Readings, 'routine' | 'tableUser'>,
	{place}: Pick<Demands, 'place'>,
): readonly Finding[] {
	const routine = routineOf(place);
	const {routine: found, tableUser} = readings;
	if (!routine || !found) {
		return [];
	}

	const what = `procedure ${routineName(routine)}`;
	const sql = `DROP PROCEDURE ${quotedRoutine(routine)}`;
	switch (found.type) {
		case 'none': {
			return [
				{
					type: 'ok',
					what,
					value: 'does not exist',
					note: 'the lab will create it',
				},
			];
		}

		case 'ours': {
			return tableUser === undefined
				? [
						isWrittenElsewhere(readings)
							? {
									type: 'stop',
									what,
									value: 'created by another kill-lab',
									needed: 'none',
									why: notTakenOver,
									mend: {
										type: 'statement',
										sql,
										instead:
											'name another schema with --database, or wait until no lab is running there',
									},
								}
							: {
									type: 'warning',
									what,
									value: 'left by an earlier kill-lab',
									needed: 'none',
									why: 'that lab was told to keep it, or ended before it could drop it',
									mend: {
										type: 'statement',
										sql,
										instead: 'let the lab take it over',
									},
								},
					]
				: [{type: 'ok', what, value: 'used by another kill-lab'}];
		}

		case 'theirs': {
			return [
				{
					type: 'stop',
					what,
					value: "not proven to be the lab's",
					needed: 'none, or one left by an earlier kill-lab',
					why: `${found.why}, so the lab leaves it alone`,
					mend: {
						type: 'advice',
						instead: 'name another schema with --database',
					},
				},
			];
		}
	}
}
