import {formatDuration} from '../format.js';
import {capital} from '../lab/events/finding.js';
import {type ServerFacts} from '../lab/events/events.js';
import {hasOtherRate, rateAt} from '../lab/history/paces.js';
import {type RunState} from '../lab/history/state.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {spelled} from '../options/flag.js';
import {sentWords} from '../wording/phase-words.js';
import {describeRate} from '../wording/words.js';
import {momentsOf, type KillMoment} from './kill-moment.js';
import {nameKills} from './name-kills.js';
import {answersGiven, rateToRepeat} from './repeat-command.js';

/** In what the command that repeats a run differs from it, the weightiest first, in a few words each. Pure. */
export function repeatDoubts(run: RunState): readonly string[] {
	const moments = momentsOf(run);
	return [
		...(moments.some(({isRepeated}) => isRepeated)
			? ['two kills name one moment, and come at once']
			: moments.some(({isAbout}) => isAbout)
				? ['a key has no exact moment']
				: []),
		...(run.kills.some(({awaits}) => awaits === 'answer')
			? ['a kill came while the lab asked']
			: []),
		...(isRateTold(run) ? ['a key changed the rate'] : []),
		...(differ(run) ? ['the answers to 1317 differed'] : []),
		...(moments.some(({leftOut}) => leftOut > 0)
			? ['without the time that the run waited for you']
			: []),
	];
}

/** What the command that repeats a run can't say, as sentences. Pure. */
export function repeatNotes(
	server: ServerFacts | undefined,
	run: RunState,
): readonly string[] {
	const moments = momentsOf(run);
	const byKey = moments.filter(({isAbout}) => isAbout);
	const repeated = moments.filter(({isRepeated}) => isRepeated);
	const unnamed = byKey.filter(({aim}) => aim.moment.type === 'time');
	const places = new Set(unnamed.map(({kill}) => sentWords(run, kill)));
	return [
		...(byKey.length === 0
			? []
			: [
					`${capital(nameOf(byKey))} had no exact moment (a key sent ${byKey.length === 1 ? 'it' : 'them'}): --kill names the nearest one, so this is about the same.`,
				]),
		...(unnamed.length === 0
			? []
			: [
					`--kill can't name a moment ${[...places].join(', or ')}: ${nameOf(unnamed)} ${unnamed.length === 1 ? 'comes' : 'come'} so long after the start instead.`,
				]),
		...waitNotes(moments),
		...(repeated.length === 0
			? []
			: [
					`${capital(nameOf(repeated))} ${repeated.length === 1 ? 'names' : 'name'} the moment of an earlier kill, such as a retry's: --kill sends them together when it first comes, so the run may end otherwise.`,
				]),
		...(differ(run)
			? [
					`What the client did after error 1317 differed: ${answersGiven(run).join(', then ')}. The command does the first of these each time.`,
				]
			: []),
		...meanwhileNotes(run, moments),
		...(isRateTold(run) ? [rateNote(run)] : []),
		...(server?.own
			? [
					'Add -p, and what else your server needs to let you in: no password is in a report.',
				]
			: []),
	];
}

function nameOf(moments: readonly KillMoment[]): string {
	return nameKills(moments.map(({kill}) => kill.kill));
}

/** How much the times leave out. */
function waitNotes(moments: readonly KillMoment[]): readonly string[] {
	const late = moments.filter(({leftOut}) => leftOut > 0);
	const times = new Set(late.map(({leftOut}) => formatDuration(leftOut)));
	return late.length === 0
		? []
		: [
				`The time of ${nameOf(late)} leaves out ${[...times].join(', then ')} in which the run waited for you, at a question or paused.`,
			];
}

/** Kills that came while a person was to do something: it must still be to do. */
function meanwhileNotes(
	run: RunState,
	moments: readonly KillMoment[],
): readonly string[] {
	const asked = moments.filter(({kill}) => kill.awaits === 'answer');
	const held = moments.filter(({kill}) => kill.awaits === 'commit');
	return [
		...(asked.length === 0
			? []
			: [
					answersGiven(run).length === 0
						? `${capital(nameOf(asked))} came while the lab asked: it asks on the screen only, and nobody must have answered when the time comes.`
						: `${capital(nameOf(asked))} came while the lab asked, but with ${spelled('onInterrupt')} it asks nothing: leave that out, and answer yourself.`,
				]),
		...(held.length === 0
			? []
			: [
					`${capital(nameOf(held))} came while COMMIT was held: leave it held until then.`,
				]),
	];
}

function differ(run: RunState): boolean {
	return new Set(answersGiven(run)).size > 1;
}

/** Whether the rate matters, and was not the same all the time. */
function isRateTold(run: RunState): boolean {
	return factsOf(run.plan).flags.includes('rate') && hasOtherRate(run);
}

function rateNote(run: RunState): string {
	const {plan, kills} = run;
	const rate = rateToRepeat(run);
	const last = kills.at(-1);
	const others = kills.filter(({sentAt}) => rateAt(run, sentAt) !== rate);
	return [
		'A key changed the rate during the run',
		rate === plan.rate ? '' : `, from ${describeRate(plan.rate)} at its start`,
		`: the command has ${describeRate(rate)}`,
		last ? `, as at kill ${last.kill}` : ', as at its start',
		others.length === 0
			? ''
			: ` (${nameKills(others.map(({kill}) => kill))} came at ${[...new Set(others.map(({sentAt}) => describeRate(rateAt(run, sentAt))))].join(', ')})`,
		'.',
	].join('');
}
