import {formatDuration} from '../format.js';
import {rollbackTimeOf} from '../lab/history/rollback-time.js';
import {type KillState, type RunState} from '../lab/history/state.js';
import {timesOf} from '../lab/history/times-of-kill.js';
import {rollbackWords} from '../wording/rollback-words.js';

/** What the times of a kill count from. Pure. */
export function originOf({answer}: KillState): "the KILL's OK" | 'it was sent' {
	return answer?.type === 'acknowledged' ? "the KILL's OK" : 'it was sent';
}

/** What a kill ended, with the time of each, in a clause: `client cut 0.2 ms before the KILL's OK, thread gone 5.0 ms, transaction gone 1.2 s after it`, and how long a rollback took. Absent: it ended nothing. Pure. */
export function endsClause(run: RunState, kill: KillState): string | undefined {
	const {interrupted, cut, rollbackSeen, threadGone, transactionGone} = timesOf(
		run,
		kill,
	);
	const ends = (
		[
			['client saw it', interrupted],
			['client cut', cut],
			['first seen rolling back', rollbackSeen],
			['thread gone', threadGone],
			['transaction gone', transactionGone],
		] as const
	).flatMap(([what, time]) => (time === undefined ? [] : [{what, time}]));
	const before = ends.filter(({time}) => time < 0);
	const after = ends.filter(({time}) => time >= 0);
	const origin = originOf(kill);
	const time = rollbackTimeOf(run, kill);
	return ends.length === 0
		? undefined
		: [
				...(before.length === 0 ? [] : [`${listed(before)} before ${origin}`]),
				...(after.length === 0
					? []
					: [`${listed(after)} after ${before.length === 0 ? origin : 'it'}`]),
			].join(', ') +
				(time ? `; concluded from looks: ${rollbackWords(time)}` : '');
}

type End = {readonly what: string; readonly time: number};

function listed(ends: readonly End[]): string {
	return ends
		.map(({what, time}) => `${what} ${formatDuration(Math.abs(time))}`)
		.join(', ');
}
