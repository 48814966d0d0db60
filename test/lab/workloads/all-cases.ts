import {deleteCase} from './delete/delete-case.js';
import {loadDataCase} from './load-data/load-data-case.js';
import {insertValuesCase} from './insert-values/insert-values-case.js';
import {insertSelectCase} from './insert-select/insert-select-case.js';
import {addIndexCase} from './add-index/add-index-case.js';
import {alterCopyCase} from './alter-copy/alter-copy-case.js';
import {myisamCase} from './myisam/myisam-case.js';
import {procedureCase} from './procedure/procedure-case.js';
import {triggerCase} from './trigger/trigger-case.js';
import {handlerCase} from './handler/handler-case.js';
import {backupStageCase} from './backup-stage/backup-stage-case.js';
import {commitCase} from './commit/commit-case.js';
import {idleNextCase} from './idle-next/idle-next-case.js';
import {savepointCase} from './savepoint/savepoint-case.js';
import {rollbackCase} from './rollback/rollback-case.js';
import {readLockCase} from './read-lock/read-lock-case.js';
import {createSelectCase} from './create-select/create-select-case.js';
import {optimizeCase} from './optimize/optimize-case.js';
import {xaPrepareCase} from './xa-prepare/xa-prepare-case.js';
import {truncateCase} from './truncate/truncate-case.js';
import {twiceCase} from './twice/twice-case.js';
import {updateCase} from './update/update-case.js';
import {updateIndexedCase} from './update-indexed/update-indexed-case.js';
import {sleepCase} from './sleep/sleep-case.js';
import {getLockCase} from './get-lock/get-lock-case.js';
import {rowLockCase} from './row-lock/row-lock-case.js';
import {foreignKeyCase} from './foreign-key/foreign-key-case.js';
import {autoIncrementCase} from './auto-increment/auto-increment-case.js';
import {metadataLockCase} from './metadata-lock/metadata-lock-case.js';
import {tableLockCase} from './table-lock/table-lock-case.js';
import {sortCase} from './sort/sort-case.js';
import {groupCase} from './group/group-case.js';
import {sqlCase} from './sql/sql-case.js';
import {joinCase} from './join/join-case.js';
import {regexpCase} from './regexp/regexp-case.js';
import {fulltextCase} from './fulltext/fulltext-case.js';
import {recursiveCteCase} from './recursive-cte/recursive-cte-case.js';
import {type WorkloadCase} from './workload-case.js';

/** Every workload but the blobs, which have suites of their own. */
export const allCases: readonly WorkloadCase[] = [
	insertValuesCase,
	insertSelectCase,
	updateCase,
	updateIndexedCase,
	deleteCase,
	loadDataCase,
	sortCase,
	groupCase,
	joinCase,
	regexpCase,
	fulltextCase,
	recursiveCteCase,
	sleepCase,
	getLockCase,
	rowLockCase,
	foreignKeyCase,
	autoIncrementCase,
	metadataLockCase,
	truncateCase,
	tableLockCase,
	twiceCase,
	rollbackCase,
	commitCase,
	savepointCase,
	idleNextCase,
	readLockCase,
	backupStageCase,
	xaPrepareCase,
	alterCopyCase,
	addIndexCase,
	optimizeCase,
	createSelectCase,
	procedureCase,
	handlerCase,
	triggerCase,
	myisamCase,
	sqlCase,
];
