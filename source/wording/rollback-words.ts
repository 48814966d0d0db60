import {formatDuration} from '../format.js';
import {type RollbackTime} from '../lab/history/rollback-time.js';

/** How long a rollback took, as far as looks can tell, as a clause. Pure. */
export function rollbackWords({from, to, isRest}: RollbackTime): string {
	return `the ${isRest ? 'rest of the rollback, which was going on already,' : 'rollback'} took about ${formatDuration(to - from)}`;
}
