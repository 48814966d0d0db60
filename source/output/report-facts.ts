import {type ServerFacts} from '../lab/events/events.js';
import {type Sitting} from '../lab/history/sitting.js';
import {
	isCommitUnanswered,
	type RunState,
	type TransactionState,
} from '../lab/history/state.js';
import {committedHow} from '../wording/committed-how.js';
import {describeUnsent} from '../wording/kill-sentence.js';
import {describeEnd} from '../wording/run-end.js';
import {describeWork} from '../wording/start-words.js';
import {describeStrayErrors} from '../wording/stray-words.js';
import {count, describeLeftover, describeServer} from '../wording/words.js';

/** What a report says of itself. */
export type ReportOrigin = {
	/** When the clock of the events began, in ms since 1970. */
	readonly startedAt: number;
	/** The version of the program that writes it. */
	readonly version: string;
};

/** Something that a report tells by its name. */
export type Fact = {
	readonly name: string;
	/** What belongs to the name, and is not a part of it. */
	readonly note?: string;
	readonly text: string;
};

/** What a report is about, in one sentence. */
export const reportSubject =
	'What KILL QUERY and KILL CONNECTION did to a transaction, and what became of the data.';

/** What a report says of a whole sitting. Pure. */
export function sittingFacts(
	{server, warnings, runs, forgotten, left}: Sitting,
	{startedAt, version}: ReportOrigin,
): readonly Fact[] {
	const number = forgotten.length + runs.length;
	return [
		{
			name: 'Server',
			text: server ? describeServer(server) : 'none was reached',
		},
		{name: 'Began', text: describeDate(startedAt)},
		{
			name: 'Runs',
			text:
				number === 0
					? 'none began'
					: forgotten.length === 0
						? String(number)
						: `${number}, of which the last ${runs.length} are below`,
		},
		...warnings.map(text => ({name: 'Warning', text})),
		...left.map(leftover => ({
			name: 'Left',
			text: describeLeftover(leftover, addressOf(server)),
		})),
		{name: 'Written by', text: `kill-lab ${version}`},
	];
}

function addressOf(server: ServerFacts | undefined): string {
	return server?.address ?? 'the server';
}

/** To the second, without the reader's time zone. */
function describeDate(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** What a report says of a run. Pure. */
export function runFacts(run: RunState): readonly Fact[] {
	return [
		{name: 'Verdict', text: describeEnd(run)},
		{name: 'What ran', text: describePlan(run)},
		{
			name: 'Transaction',
			note: ', as the client knows it',
			text: describeTransaction(run),
		},
		...describeStrayErrors(run).map(text => ({name: 'Error', text})),
		...(run.unsentKills ?? []).map(aim => ({
			name: 'Not sent',
			text: describeUnsent(aim, run),
		})),
		...(run.missedKills > 0
			? [
					{
						name: 'Not sent',
						text: `${count(run.missedKills, 'kill')}, since the control connection was lost`,
					},
				]
			: []),
	];
}

function describePlan({plan, connectionId}: RunState): string {
	return [
		`${plan.workload.name}: ${describeWork(plan)}`,
		committedHow(plan),
		`on connection ${connectionId}`,
	].join(', ');
}

const transactionWords: Readonly<Record<TransactionState, string>> = {
	none: 'there was none',
	open: 'open',
	committed: 'committed',
	'rolled back': 'open until the client rolled it back',
	aborted: 'rolled back by the server',
	lost: 'open when the connection was lost',
};

function describeTransaction(run: RunState): string {
	return isCommitUnanswered(run)
		? 'COMMIT was not answered'
		: transactionWords[run.transaction];
}
