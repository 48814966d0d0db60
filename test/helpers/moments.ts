import {type LabEvent, type Verdict} from '../../source/lab/events/events.js';
import {type Phase} from '../../source/lab/events/phase.js';
import {
	phase,
	phaseOfKill,
	type KillState,
	type LabState,
} from '../../source/lab/history/state.js';
import {type Flavour} from '../../source/server/flavour.js';
import {type BlobsChange} from './blobs.js';
import {megabyte, type TestLab} from './lab.js';

/** A moment of a run. */
export type When = (event: LabEvent, state: LabState) => boolean;

/** Half of the second file is uploaded. */
export const inUpload: When = (event, {run}) =>
	event.type === 'step-progress' &&
	event.step === 1 &&
	run !== undefined &&
	phase(run) === 'upload' &&
	event.done > (run.steps[1]?.total ?? Infinity) / 2;

/** The server has the second INSERT and executes it, as the observer sees. */
export const inExecution: When = (event, {run}) =>
	event.type === 'server-view' &&
	run?.steps.length === 2 &&
	phase(run) === 'execute' &&
	event.view.thread.type === 'alive' &&
	['Execute', 'Query'].includes(event.view.thread.command);

/** No statement is in flight: the second file is being created. */
const betweenStatements: When = event =>
	event.type === 'step-started' && event.step === 1;

/** Does something while no statement is in flight, and creates the second file once the kill of that moment is answered. */
export function actBetweenStatements(lab: TestLab, act?: () => void): void {
	void lab.when(betweenStatements, () => {
		lab.holdFile(lab.when(({type}) => type === 'kill-view'));
		act?.();
	});
}

/** Slow enough that the server can't have the rest of an upload before a busy machine delivers a KILL, in bytes per second. */
const crawl = 16 * 1024;

/** Lets the upload crawl from each kill on until the server has answered it: the kill meets the upload, however busy the machine is. */
export function crawlUntilAnswered(lab: TestLab): void {
	const onKill = () => {
		lab.session.setRate(crawl);
		void lab.when(
			({type}) => type === 'kill-view',
			() => {
				lab.session.setRate(undefined);
				void lab.when(({type}) => type === 'kill-sent', onKill);
			},
		);
	};

	void lab.when(({type}) => type === 'kill-sent', onKill);
}

/** A run to be killed at a moment. */
type KilledRun = {readonly lab: TestLab; readonly verdict: Verdict};

/** How often a moment may be missed. */
const attempts = 5;

/** Tries again until the first kill is as wanted. The server does not wait: a busy machine misses moments. */
async function untilKill(
	isWanted: (kill: KillState) => boolean,
	attempt: () => Promise<KilledRun>,
): Promise<KilledRun> {
	for (let missed = 0; ; missed++) {
		const run = await attempt();
		const [kill] = run.lab.run().kills;
		const isMet = kill !== undefined && isWanted(kill);
		if (isMet || missed === attempts) {
			return run;
		}
	}
}

/** Tries again until the first kill has met its intended phase. */
export async function untilMet(
	phase: Phase,
	attempt: () => Promise<KilledRun>,
): Promise<KilledRun> {
	return untilKill(kill => phaseOfKill(kill) === phase, attempt);
}

/** Runs a lab again until its aim was fired: a statement may be over before the observer has seen it. */
export async function untilFired(lab: TestLab): Promise<Verdict> {
	const {verdict} = await untilKill(
		() => true,
		async () => ({lab, verdict: await lab.verdictOf()}),
	);
	return verdict;
}

/** Slow enough that half of an upload is not its end. */
export const slowly: BlobsChange = {rate: 30 * megabyte};

/** Bytes of a file so large that the server is met executing its INSERT. */
const largeSizes: Readonly<Record<Flavour, number>> = {
	mysql: 24 * megabyte,
	mariadb: 40 * megabyte,
};

/** Large enough that the observer sees the server execute it. */
export function large(flavour: Flavour): BlobsChange {
	return {
		size: largeSizes[flavour],
		files: 2,
		// MariaDB takes a binary blob too fast for a kill before it writes the row.
		protocol: flavour === 'mariadb' ? 'text' : 'binary',
	};
}
