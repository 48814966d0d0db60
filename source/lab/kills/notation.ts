import {
	timedRoles,
	type Aim,
	type Moment,
	type TimedStatement,
} from '../events/aim.js';
import {type WorkloadFacts} from '../workloads/facts/contract.js';
import {canHave, endingsOf} from '../workloads/facts/endings.js';

/**
Reads one value of `--kill`, such as `query@2:upload:50%`, `connection@3:execute`, `query@commit`, `connection@5s` or `query@2:target+35ms`. Steps count from 1 here; without a number it is the next one.

@returns `undefined` when the word is not valid for this workload.
*/
export function parseAim(
	word: string,
	facts: Pick<WorkloadFacts, 'aims' | 'commitsItself' | 'endsWith'>,
): Aim | undefined {
	const [, kind, where = ''] = /^(query|connection)@(.+)$/.exec(word) ?? [];
	const moment =
		readTime(where, facts) ??
		readTransaction(where, facts) ??
		readStep(where, facts);
	return (kind === 'query' || kind === 'connection') && moment
		? {kind, moment}
		: undefined;
}

/** Whether two kills are the same, or there are none. Pure. */
export function isSameAim(
	one: Aim | undefined,
	other: Aim | undefined,
): boolean {
	return one && other ? formatAim(one) === formatAim(other) : one === other;
}

/** A kill as `--kill` takes it. */
export function formatAim({kind, moment}: Aim): string {
	switch (moment.type) {
		case 'time': {
			const {after, since} = moment;
			return `${kind}@${since ? formatSince(since) : ''}${after < 1000 ? `${after}ms` : `${after / 1000}s`}`;
		}

		case 'phase': {
			const {step, phase, part} = moment;
			return [
				`${kind}@${step === undefined ? '' : `${step + 1}:`}${phase}`,
				...(part > 0 ? [`${Math.round(part * 100)}%`] : []),
			].join(':');
		}
	}
}

function formatSince({role, step}: TimedStatement): string {
	return `${step === undefined ? '' : `${step + 1}:`}${role}+`;
}

/** A day, in ms: a timer takes no more than 24 of them. */
const longestTime = 86_400_000;

function readTime(
	where: string,
	facts: Pick<WorkloadFacts, 'aims' | 'commitsItself' | 'endsWith'>,
): Moment | undefined {
	const [, since, number, unit] =
		/^(?:(.+)\+)?(\d+(?:\.\d+)?)(ms|s)$/.exec(where) ?? [];
	const after = Number(number) * (unit === 's' ? 1000 : 1);
	const statement = since === undefined ? undefined : readSince(since);
	const isThere =
		since === undefined ||
		(statement !== undefined && canHave(facts, statement.role));
	return after <= longestTime && isThere
		? {type: 'time', after, ...(statement && {since: statement})}
		: undefined;
}

function readSince(where: string): TimedStatement | undefined {
	const [, step, word] = /^(?:([1-9]\d{0,3}):)?([a-z]+)$/.exec(where) ?? [];
	const role = timedRoles.find(known => known === word);
	return role === undefined || (role !== 'target' && step !== undefined)
		? undefined
		: {role, ...(step !== undefined && {step: Number(step) - 1})};
}

function readTransaction(
	where: string,
	facts: Pick<WorkloadFacts, 'commitsItself' | 'endsWith'>,
): Moment | undefined {
	const phase = endingsOf(facts).find(known => known === where);
	return phase && {type: 'phase', phase, part: 0};
}

function readStep(
	where: string,
	{aims}: Pick<WorkloadFacts, 'aims'>,
): Moment | undefined {
	const [, number, word = '', percent] =
		/^(?:([1-9]\d{0,3}):)?([a-z-]+)(?::(\d{1,2}|100)%)?$/.exec(where) ?? [];
	const aim = aims.find(({phase}) => phase === word);
	return aim === undefined || (percent !== undefined && !aim.isDivisible)
		? undefined
		: {
				type: 'phase',
				phase: aim.phase,
				...(number !== undefined && {step: Number(number) - 1}),
				part: Number(percent ?? 0) / 100,
			};
}
