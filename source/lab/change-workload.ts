import {type Connection} from 'mysql2';
import {Refusal} from '../refusal.js';
import {toFailure} from '../server/failure.js';
import {type EventLog} from './history/event-log.js';
import {type Leftovers} from './events/leftovers.js';
import {type RunPlan} from './events/run-plan.js';
import {problems} from './events/finding.js';
import {type KillChoice} from './kills/choose-route.js';
import {type ObserverLink} from './connections/observer-link.js';
import {LeftWaiting, type Waiting, type Waits} from './connections/waits.js';
import {openTable, type LabTable} from './own-table/own-table.js';
import {releaseLock} from './own-table/table-lock.js';
import {
	placeName,
	type OwnRows,
	type TablePlace,
} from './own-table/table-design.js';
import {lookInterval} from './preflight/account-limits.js';
import {refuseStops} from './preflight/preflight.js';
import {type Readings} from './preflight/readings.js';
import {isWrittenElsewhere} from './preflight/written-elsewhere.js';
import {examineServer} from './examine-server.js';
import {workloadOf} from './workloads/acts.js';

/** The connections that are open between two runs: control and observer. */
const opened = 2;

/** What a change of the workload needs of its session. */
export type Change = {
	readonly address: string;
	readonly killChoice: KillChoice;
	readonly link: ObserverLink;
	readonly leftovers: Leftovers;
	readonly log: EventLog;
	readonly waits: Waits;
	/** The waits of the observer connection. */
	readonly observing: Waiting;
};

/**
Compares the server, as it is now, with what the runs of another plan need, and opens the table of that plan in place of the one before. Nothing is written if the server is not fit for it.

@returns The table before, if it is another one: it is no longer used, and its lock is still held. And how far apart the looks at the server must be, in ms; absent: as usual.
@throws {Refusal} when the server or the table can't be used; mysql2's error. Then the table before is kept.
*/
export async function changeWorkload(
	plans: {readonly from: RunPlan; readonly to: RunPlan},
	{address, killChoice, link, leftovers, log, waits, observing}: Change,
): Promise<{readonly before?: LabTable; readonly interval?: number}> {
	const {place: before} = workloadOf(plans.from).demands(plans.from);
	const demands = workloadOf(plans.to).demands(plans.to);
	const {place} = demands;
	await waits.during('observer', link.ensure, observing);
	const {readings, findings} = await waits.during(
		'preflight',
		async () =>
			examineServer(link.connection(), demands, {
				address,
				isOwn: false,
				killChoice,
				opened,
			}),
		observing,
	);
	refuseStops(findings);
	const interval = lookInterval(readings, demands.hourly);
	const isSame = placeName(place) === placeName(before);
	const table = isSame
		? undefined
		: await waits.during(
				'create',
				async () =>
					link.change(async connection =>
						openOther(connection, {place, leftovers, readings}),
					),
				observing,
			);
	const warnings = problems(findings, 'warning');
	if (warnings.length > 0 || log.state().warnings !== undefined) {
		log.emit({type: 'preflight', warnings});
	}

	return {
		...(table && {before: table}),
		...(interval !== undefined && {interval}),
	};
}

/**
Drops the table of the workload before, if it is proven to be the lab's, and lets other labs use it.

@throws {Refusal} when that fails: it may stay.
*/
export async function dropBefore(
	table: LabTable,
	own: OwnRows,
	{waits, observing}: Pick<Change, 'waits' | 'observing'>,
): Promise<void> {
	try {
		await waits.during('drop', async () => table.drop(own), observing);
		await table.release();
	} catch (error: unknown) {
		throw error instanceof LeftWaiting
			? error
			: new Refusal(
					`The table of the workload before is not dropped: ${toFailure(error).message}`,
					{cause: error},
				);
	}
}

/** Opens a table, and keeps nobody off it if that fails. */
async function openOther(
	connection: Connection,
	{
		place,
		leftovers,
		readings,
	}: {
		readonly place: TablePlace;
		readonly leftovers: Leftovers;
		readonly readings: Readings;
	},
): Promise<LabTable> {
	try {
		return await openTable(connection, place, leftovers, {
			isWrittenElsewhere: isWrittenElsewhere(readings),
		});
	} catch (error: unknown) {
		try {
			await releaseLock(connection, place);
		} catch {
			// It is lost, and has released its locks.
		}

		throw error;
	}
}
