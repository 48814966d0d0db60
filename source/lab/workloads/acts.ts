import {type RunPlan} from '../events/run-plan.js';
import {addIndex} from './add-index/workload.js';
import {alterCopy} from './alter-copy/workload.js';
import {blobs} from './blobs/workload.js';
import {deleteRows} from './delete/workload.js';
import {loadData} from './load-data/workload.js';
import {handler} from './handler/workload.js';
import {insertValues} from './insert-values/workload.js';
import {insertSelect} from './insert-select/workload.js';
import {myisam} from './myisam/workload.js';
import {procedure} from './procedure/workload.js';
import {trigger} from './trigger/workload.js';
import {commit} from './commit/workload.js';
import {savepoint} from './savepoint/workload.js';
import {idleNext} from './idle-next/workload.js';
import {rollback} from './rollback/workload.js';
import {backupStage} from './backup-stage/workload.js';
import {readLock} from './read-lock/workload.js';
import {createSelect} from './create-select/workload.js';
import {optimize} from './optimize/workload.js';
import {xaPrepare} from './xa-prepare/workload.js';
import {truncate} from './truncate/workload.js';
import {twice} from './twice/workload.js';
import {update} from './update/workload.js';
import {updateIndexed} from './update-indexed/workload.js';
import {sleep} from './sleep/workload.js';
import {getLock} from './get-lock/workload.js';
import {rowLock} from './row-lock/workload.js';
import {foreignKey} from './foreign-key/workload.js';
import {autoIncrement} from './auto-increment/workload.js';
import {metadataLock} from './metadata-lock/workload.js';
import {tableLock} from './table-lock/workload.js';
import {sort} from './sort/workload.js';
import {group} from './group/workload.js';
import {join} from './join/workload.js';
import {regexp} from './regexp/workload.js';
import {fulltext} from './fulltext/workload.js';
import {recursiveCte} from './recursive-cte/workload.js';
import {sql} from './sql/workload.js';
import {type Workload} from './contract.js';

/** Every workload, by its name. `facts/registry.ts` has the same. */
const registry: ReadonlyMap<string, Workload> = new Map(
	[
		blobs,
		insertValues,
		insertSelect,
		update,
		updateIndexed,
		deleteRows,
		loadData,
		sort,
		group,
		join,
		regexp,
		fulltext,
		recursiveCte,
		sleep,
		getLock,
		rowLock,
		foreignKey,
		autoIncrement,
		metadataLock,
		truncate,
		tableLock,
		twice,
		rollback,
		commit,
		savepoint,
		idleNext,
		readLock,
		backupStage,
		xaPrepare,
		alterCopy,
		addIndex,
		optimize,
		createSelect,
		procedure,
		handler,
		trigger,
		myisam,
		sql,
	].map(workload => [workload.facts.name, workload]),
);

/** The workload of a plan. */
export function workloadOf({
	workload: {name},
}: Pick<RunPlan, 'workload'>): Workload {
	const workload = registry.get(name);
	if (!workload) {
		throw new Error(`There is no workload ${name}`);
	}

	return workload;
}
