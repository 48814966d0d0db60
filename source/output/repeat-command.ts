import {type ServerFacts} from '../lab/events/events.js';
import {formatAim} from '../lab/kills/notation.js';
import {rateAt} from '../lab/history/paces.js';
import {type RunState} from '../lab/history/state.js';
import {
	interruptAnswers,
	type InterruptAnswer,
	type OnInterrupt,
	type RunPlan,
} from '../lab/events/run-plan.js';
import {givenOf} from '../lab/workloads/facts/given-of.js';
import {allFacts, factsOf} from '../lab/workloads/facts/registry.js';
import {spelled} from '../options/flag.js';
import {defaultSchema} from '../options/flag-values.js';
import {type flags} from '../options/flags.js';
import {momentsOf} from './kill-moment.js';
import {shellQuote} from './shell-quote.js';
import {wrapWords} from './wrap-text.js';

/** A flag with its value, if it takes one, as two words of a command line. */
type Option = readonly [flag: string, value?: string];

/**
The command line that repeats a run: the program, and each option with its value. Pure.

Only what differs from the screen's defaults is there. No password is: none is in the events.
*/
export function repeatCommand(
	server: ServerFacts | undefined,
	run: RunState,
): readonly string[] {
	const options = [
		...(server ? serverOptions(server) : []),
		...planOptions(run.plan, rateToRepeat(run)),
		...killOptions(run),
		...transactionOptions(run),
	];
	return [
		'kill-lab',
		...options.map(words =>
			words
				.flatMap(word => word ?? [])
				.map(word => shellQuote(word))
				.join(' '),
		),
	];
}

/**
The same as lines of a shell script: each but the last ends with a backslash. Pure.

@param width - Cells; an option that is wider stays whole.
*/
export function commandLines(
	command: readonly string[],
	width: number,
): readonly string[] {
	const ending = ' \\';
	return wrapWords(command, width - ending.length, '  ').map(
		(line, index, lines) =>
			index < lines.length - 1 ? `${line}${ending}` : line,
	);
}

function flag(name: keyof typeof flags, value?: string | number): Option {
	return value === undefined ? [spelled(name)] : [spelled(name), String(value)];
}

function serverOptions({
	flavour,
	version,
	address,
	own,
}: ServerFacts): readonly Option[] {
	if (!own) {
		const series = version.split('.').slice(0, 2).join('.');
		return [[`${spelled('sandbox')}=${flavour}-${series}`]];
	}

	const {user} = own;
	return [
		...addressOptions(address),
		...(user === undefined ? [] : [['-u', user] as const]),
	];
}

/** @param address - As {@link describeAddress} writes it. */
function addressOptions(address: string): readonly Option[] {
	const [, six, four = '', port = ''] =
		/^(?:\[(.*)]|([^/]*)):(\d+)$/.exec(address) ?? [];
	return port === ''
		? [['-S', address]]
		: [
				['-h', six ?? four],
				['-P', port],
			];
}

/** The rate at which a run is repeated: the one at its last kill, or without a kill the one that it began with. Pure. */
export function rateToRepeat(run: RunState): number | undefined {
	const last = run.kills.at(-1);
	return rateAt(run, last?.sentAt ?? run.startedAt);
}

function planOptions(
	plan: RunPlan,
	rate: number | undefined,
): readonly Option[] {
	const facts = factsOf(plan);
	const {files, size, protocol, scale, sql, setup, times} = givenOf(plan);
	return [
		...(plan.schema === defaultSchema ? [] : [['-D', plan.schema] as const]),
		...(facts.needs === undefined && facts !== usualFacts
			? [flag('workload', facts.name)]
			: []),
		...(scale === undefined ? [] : [flag('scale', scale)]),
		...(setup === undefined ? [] : [flag('setup', setup)]),
		...(sql === undefined ? [] : [flag('sql', sql)]),
		...(times === undefined ? [] : [flag('times', times)]),
		...(files === undefined ? [] : [flag('files', files)]),
		...(size === undefined ? [] : [flag('size', exactSize(size))]),
		...(protocol === undefined ? [] : [flag('protocol', protocol)]),
		...(facts.flags.includes('rate') && rate !== facts.usualRate?.(plan)
			? [flag('rate', rate === undefined ? 'max' : `${exactSize(rate)}/s`)]
			: []),
	];
}

/** What runs if nothing is named. */
const [usualFacts] = allFacts;

const units = ['', 'KB', 'MB', 'GB'];

/** A number of bytes as a flag takes it, without rounding: `100MB`, or `4097`. */
function exactSize(bytes: number): string {
	const whole = Math.round(bytes);
	const unit = units.findLastIndex((_, power) => whole % 1024 ** power === 0);
	return `${whole / 1024 ** unit}${units[unit]}`;
}

/** The kills in their order, then those whose moment never came, and how they were sent. */
function killOptions(run: RunState): readonly Option[] {
	const {kills, unsentKills = []} = run;
	const aims = [...momentsOf(run).map(({aim}) => aim), ...unsentKills];
	const statements = kills.map(
		({refused, statement}) => refused?.statement ?? statement,
	);
	const service = statements
		.map(statement => /^CALL mysql\.(rds|az)_/.exec(statement)?.[1])
		.find(Boolean);
	return [
		...aims.map(aim => flag('kill', formatAim(aim))),
		...(service === undefined
			? []
			: [flag('killVia', service === 'rds' ? 'rds' : 'azure')]),
		...(statements.some(statement => statement.includes(' SOFT '))
			? [flag('killSoft')]
			: []),
		...(statements.some(statement => /QUERY ID |_query_id\(/.test(statement))
			? [flag('killByQueryId')]
			: []),
	];
}

function transactionOptions(run: RunState): readonly Option[] {
	const {plan, kills} = run;
	const {commitsItself} = factsOf(plan);
	const [next] = answersGiven(run);
	// What was done counts: a key or an answer may have changed what was planned.
	const after =
		next ?? (usualChoices.has(plan.onInterrupt) ? undefined : plan.onInterrupt);
	// A kill that came while COMMIT was held must come so again.
	const isHeld =
		plan.pauseCommit || kills.some(({awaits}) => awaits === 'commit');
	return [
		...(after === undefined ? [] : [flag('onInterrupt', after)]),
		...(plan.autocommit && !commitsItself ? [flag('autocommit')] : []),
		...(isHeld ? [flag('pauseCommit')] : []),
	];
}

/** What the client did after each interruption, in their order. Pure. */
export function answersGiven({
	kills,
	answered = [],
}: RunState): readonly InterruptAnswer[] {
	return [
		...answered.map(({answer}) => answer),
		...kills.map(({left}) => (left?.isChosen ? undefined : left?.next)),
	].filter(next => isAnswer(next));
}

/** The defaults of the screen and of lines: without an interruption they do not differ. */
const usualChoices: ReadonlySet<OnInterrupt> = new Set(['ask', 'rollback']);

function isAnswer(next: string | undefined): next is InterruptAnswer {
	const answers: ReadonlyArray<string | undefined> = interruptAnswers;
	return answers.includes(next);
}
