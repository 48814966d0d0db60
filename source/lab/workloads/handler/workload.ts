import {someBatchesFound} from '../procedure/inspect.js';
import {callingWorkload} from '../procedure/workload.js';
import {handlerFacts} from './facts.js';
import {handledRows} from './routine.js';

/** One CALL of a procedure that has a handler for every error, and goes on after it. */
export const handler = callingWorkload(
	handlerFacts,
	handledRows,
	someBatchesFound,
);
