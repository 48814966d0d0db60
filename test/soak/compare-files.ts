import {
	type LabEvent,
	type StatementRole,
} from '../../source/lab/events/events.js';
import {type RunState} from '../../source/lab/history/state.js';
import {type RecordedTarget} from './compare.js';
import {type Truth} from './truth.js';

/** How the records show the INSERT of a file: in its stage `update` it writes the row. */
export const recordedFile: RecordedTarget = {
	names: [
		'statement/sql/insert',
		'statement/com/Execute',
		'statement/com/Prepare',
	],
	stages: ['update', 'Update'],
};

/** A file that is in the table. */
export type StoredFile = {
	readonly name: string;
	/** The server's SHA-256 of the bytes. */
	readonly hash: string;
};

/** Where the verdict on files contradicts what is there; empty: nowhere. */
export function compareFiles(
	run: RunState,
	events: readonly LabEvent[],
	rows: readonly StoredFile[],
	{statements}: Truth,
): readonly string[] {
	const verdict = run.verdict?.verdict;
	if (!verdict || verdict.outcome === 'unknown') {
		return ['no verdict'];
	}

	const made = new Map<string, string>(
		events.flatMap(event =>
			event.type === 'step-made' && event.hash !== undefined
				? [[`random_file-${event.step}.bin`, event.hash] as const]
				: [],
		),
	);
	const told = verdict.contents.rows.map(({cells}) => cells[1]).join(' ');
	const there = rows.map(({name}) => name).join(' ');
	/** Statements whose answer the client never got: recorded as failed, but perhaps committed. */
	const isCutOff = (wanted: StatementRole) =>
		run.statements.filter(
			({role, ended}) => role === wanted && ended?.outcome.type === 'lost',
		).length;
	const stored = statements.filter(
		({name, errno}) => errno === 0 && recordedFile.names.includes(name),
	).length;
	const isCommitted = statements.some(
		({name, errno}) => name === 'statement/sql/commit' && errno === 0,
	);
	const expected = run.plan.autocommit || isCommitted ? stored : 0;
	const most = run.plan.autocommit
		? expected + isCutOff('target')
		: isCutOff('commit') > 0
			? stored
			: expected;
	return [
		...(told === there ? [] : [`rows: ${told}; there are: ${there}`]),
		...rows
			.filter(({name, hash}) => made.get(name) !== hash)
			.map(({name}) => `${name} is not what was inserted`),
		...(rows.length >= expected && rows.length <= most
			? []
			: [`${rows.length} rows, the statements recorded make ${expected}`]),
		...(verdict.outcome !== 'PARTIAL' &&
		(verdict.expected === 0 ||
			(verdict.outcome === 'rolled back whole') === (rows.length === 0))
			? []
			: [`verdict ${verdict.outcome} with ${rows.length} rows`]),
	];
}
