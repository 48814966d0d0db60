import {Refusal} from '../../refusal.js';
import {describeProblem, problems, type Finding} from '../events/finding.js';
import {type Demands} from './demands.js';
import {checkAutoIncrement} from './auto-increment.js';
import {checkHourlyLimits} from './account-limits.js';
import {checkBackupStages} from './backup-stages.js';
import {checkBinaryLog} from './binary-log.js';
import {checkConnectionMemory} from './connection-memory.js';
import {checkEncryption} from './encryption.js';
import {checkEngine} from './engine.js';
import {checkGalera, checkGroupReplication} from './group-limits.js';
import {checkKilling} from './killing.js';
import {checkConnections, checkTimes} from './limits.js';
import {checkLocalInfile} from './local-infile.js';
import {checkMade, checkSqlMode, checkTable} from './names.js';
import {checkPacketSize} from './packet-size.js';
import {checkPrepared} from './prepared.js';
import {checkPrivileges} from './privileges.js';
import {type Readings} from './readings.js';
import {checkMemory, checkSpace} from './resources.js';
import {checkRoutine} from './routine.js';
import {checkSession} from './session.js';
import {checkThrowaway} from './throwaway.js';
import {checkWriting} from './writing.js';

/**
Compares what was read with what a run needs. Pure.

@param opened - The connections that the lab has open already.
*/
export function judge(
	readings: Readings,
	demands: Demands,
	opened: number,
): readonly Finding[] {
	const onWriting = checkWriting(readings);
	const findings = [
		...onWriting,
		...checkThrowaway(readings, demands),
		...checkSession(readings),
		...checkTable(readings, demands),
		...checkMade(readings, demands),
		...checkRoutine(readings, demands),
		...checkEngine(readings, demands),
		...checkEncryption(readings),
		...checkPrivileges(readings, demands),
		...checkKilling(readings),
		...checkPacketSize(readings, demands),
		...checkConnectionMemory(readings, demands),
		...checkPrepared(readings, demands),
		...checkLocalInfile(readings, demands),
		...checkBackupStages(readings, demands),
		...checkAutoIncrement(readings, demands),
		...checkBinaryLog(readings, demands),
		...checkGroupReplication(readings, demands),
		...checkGalera(readings, demands),
		...checkConnections(readings, demands, opened),
		...checkHourlyLimits(readings, demands),
		...checkTimes(readings),
		...checkSqlMode(readings),
		...checkMemory(readings, demands),
		...checkSpace(readings, demands),
	];
	return onWriting.some(({type}) => type === 'stop')
		? findings.map(finding => withoutStatement(finding))
		: findings;
}

/** Nothing should be changed on a server that is for reading, or may be because writes are turned off there: even a GRANT is a write, and no setting makes it the right server to write to. */
function withoutStatement(finding: Finding): Finding {
	return 'mend' in finding && finding.mend.type !== 'advice'
		? {
				...finding,
				mend: {
					type: 'advice',
					instead: 'fix it on the server that takes the writes',
				},
			}
		: finding;
}

/** @throws {Refusal} when a finding stops the run: a line for each of them. */
export function refuseStops(findings: readonly Finding[]): void {
	const stops = problems(findings, 'stop');
	if (stops.length > 0) {
		throw new Refusal(stops.map(stop => describeProblem(stop)).join('\n'));
	}
}
