import {type Workload} from '../contract.js';
import {insertFiles} from './act.js';
import {demandsOf} from './demands.js';
import {blobsFacts} from './facts.js';
import {countFiles} from './glance.js';
import {inspectBlobs} from './inspect.js';

/** Random files, each inserted as a blob. */
export const blobs: Workload = {
	facts: blobsFacts,
	demands: demandsOf,
	act: insertFiles,
	glance: countFiles,
	inspect: inspectBlobs,
};
