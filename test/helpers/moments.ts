import {type LabEvent, type Plan} from '../../source/lab/events.js';
import {phase, type LabState} from '../../source/lab/state.js';
import {type Flavour} from '../../source/server/flavour.js';
import {megabyte} from './lab.js';

/** A moment of a run. */
export type When = (event: LabEvent, state: LabState) => boolean;

/** The upload of the second file is half done. */
export const inUpload: When = (event, {run}) =>
	event.type === 'upload-progress' &&
	event.file === 1 &&
	run !== undefined &&
	phase(run) === 'upload' &&
	event.bytes > run.plan.size / 2;

/** The server has the second INSERT and works on it, as the observer sees. */
export const inExecution: When = (event, {run}) =>
	event.type === 'server-view' &&
	run?.files.length === 2 &&
	phase(run) === 'execute' &&
	event.view.thread.type === 'alive' &&
	['Execute', 'Query'].includes(event.view.thread.command);

/** No statement is in flight: the second file is being made. */
export const betweenStatements: When = event =>
	event.type === 'file-started' && event.file === 1;

/** Slow enough that half of an upload is not its end. */
export const slowly: Partial<Plan> = {rate: 30 * megabyte};

/** Large enough that the observer sees the server execute it. */
export function large(flavour: Flavour): Partial<Plan> {
	return {
		size: 40 * megabyte,
		files: 2,
		// MariaDB takes a binary blob too fast to be met before it writes the row.
		protocol: flavour === 'mariadb' ? 'text' : 'binary',
	};
}
