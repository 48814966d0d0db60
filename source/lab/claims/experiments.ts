import {atWorkClaims} from './at-work.js';
import {type Trial} from './bench.js';
import {connectionsEnd} from './connections-end.js';
import {killSyntax} from './kill-syntax.js';
import {type ClaimName} from './list.js';
import {rights} from './rights.js';
import {rollbackClaims} from './rollbacks.js';
import {tablesLeft} from './tables-left.js';
import {waitClaims} from './waits.js';

/** The experiment of each claim; a full disk is nobody's to make. */
export const experiments: Readonly<
	Record<Exclude<ClaimName, 'c14'>, Trial> & {readonly c14?: undefined}
> = {
	...connectionsEnd,
	...rights,
	...atWorkClaims,
	...waitClaims,
	...tablesLeft,
	...rollbackClaims,
	...killSyntax,
};
