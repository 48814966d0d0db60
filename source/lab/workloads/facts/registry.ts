import {type RunPlan} from '../../events/run-plan.js';
import {addIndexFacts} from '../add-index/facts.js';
import {alterCopyFacts} from '../alter-copy/facts.js';
import {blobsFacts} from '../blobs/facts.js';
import {deleteFacts} from '../delete/facts.js';
import {loadDataFacts} from '../load-data/facts.js';
import {insertValuesFacts} from '../insert-values/facts.js';
import {insertSelectFacts} from '../insert-select/facts.js';
import {myisamFacts} from '../myisam/facts.js';
import {procedureFacts} from '../procedure/facts.js';
import {updateFacts} from '../update/facts.js';
import {updateIndexedFacts} from '../update-indexed/facts.js';
import {sleepFacts} from '../sleep/facts.js';
import {getLockFacts} from '../get-lock/facts.js';
import {rowLockFacts} from '../row-lock/facts.js';
import {foreignKeyFacts} from '../foreign-key/facts.js';
import {autoIncrementFacts} from '../auto-increment/facts.js';
import {metadataLockFacts} from '../metadata-lock/facts.js';
import {tableLockFacts} from '../table-lock/facts.js';
import {sortFacts} from '../sort/facts.js';
import {groupFacts} from '../group/facts.js';
import {joinFacts} from '../join/facts.js';
import {regexpFacts} from '../regexp/facts.js';
import {fulltextFacts} from '../fulltext/facts.js';
import {handlerFacts} from '../handler/facts.js';
import {commitFacts} from '../commit/facts.js';
import {savepointFacts} from '../savepoint/facts.js';
import {idleNextFacts} from '../idle-next/facts.js';
import {rollbackFacts} from '../rollback/facts.js';
import {backupStageFacts} from '../backup-stage/facts.js';
import {readLockFacts} from '../read-lock/facts.js';
import {createSelectFacts} from '../create-select/facts.js';
import {optimizeFacts} from '../optimize/facts.js';
import {xaPrepareFacts} from '../xa-prepare/facts.js';
import {truncateFacts} from '../truncate/facts.js';
import {twiceFacts} from '../twice/facts.js';
import {triggerFacts} from '../trigger/facts.js';
import {recursiveCteFacts} from '../recursive-cte/facts.js';
import {sqlFacts} from '../sql/facts.js';
import {type WorkloadFacts} from './contract.js';

/** What is known of every workload, in the order of their list; the first is the usual one. */
export const allFacts: readonly [WorkloadFacts, ...WorkloadFacts[]] = [
	blobsFacts,
	insertValuesFacts,
	insertSelectFacts,
	updateFacts,
	updateIndexedFacts,
	deleteFacts,
	loadDataFacts,
	sortFacts,
	groupFacts,
	joinFacts,
	regexpFacts,
	fulltextFacts,
	recursiveCteFacts,
	sleepFacts,
	getLockFacts,
	rowLockFacts,
	foreignKeyFacts,
	autoIncrementFacts,
	metadataLockFacts,
	truncateFacts,
	tableLockFacts,
	twiceFacts,
	rollbackFacts,
	commitFacts,
	savepointFacts,
	idleNextFacts,
	readLockFacts,
	backupStageFacts,
	xaPrepareFacts,
	alterCopyFacts,
	addIndexFacts,
	optimizeFacts,
	createSelectFacts,
	procedureFacts,
	handlerFacts,
	triggerFacts,
	myisamFacts,
	sqlFacts,
];

const registry: ReadonlyMap<string, WorkloadFacts> = new Map(
	allFacts.map(facts => [facts.name, facts]),
);

/** The names of all tables that labs make. */
export const tableNames: readonly string[] = [
	...new Set(allFacts.map(({tableName}) => tableName)),
];

/** What is known of the workload of this name; absent: there is none here, as a recording may be of a later version. Pure. */
export function factsNamed(name: string): WorkloadFacts | undefined {
	return registry.get(name);
}

/** The workload that a flag implies. Pure. */
export function factsNeeding(
	flag: NonNullable<WorkloadFacts['needs']>,
): WorkloadFacts {
	const facts = allFacts.find(({needs}) => needs === flag);
	if (!facts) {
		throw new Error(`No workload needs --${flag}`);
	}

	return facts;
}

/** What is known of a plan's workload. Pure. */
export function factsOf({
	workload: {name},
}: Pick<RunPlan, 'workload'>): WorkloadFacts {
	const facts = factsNamed(name);
	if (!facts) {
		throw new Error(`There is no workload ${name}`);
	}

	return facts;
}
