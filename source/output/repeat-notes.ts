import {capital} from '../lab/events/finding.js';
import {type ServerFacts} from '../lab/events/events.js';
import {type RunState} from '../lab/history/state.js';
import {sentWords} from '../wording/phase-words.js';
import {momentsOf} from './kill-moment.js';
import {nameKills} from './name-kills.js';

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
					`${capital(nameKills(byKey.map(({kill}) => kill.kill)))} had no exact moment (a key sent ${byKey.length === 1 ? 'it' : 'them'}): --kill names the nearest one, so this is about the same.`,
				]),
		...(unnamed.length === 0
			? []
			: [
					`--kill can't name a moment ${[...places].join(', or ')}: ${nameKills(unnamed.map(({kill}) => kill.kill))} ${unnamed.length === 1 ? 'comes' : 'come'} so long after the start instead.`,
				]),
		...(repeated.length === 0
			? []
			: [
					`${capital(nameKills(repeated.map(({kill}) => kill.kill)))} ${repeated.length === 1 ? 'names' : 'name'} the moment of an earlier kill, such as a retry's: --kill sends them together when it first comes, so the run may end otherwise.`,
				]),
		...(run.rate === run.plan.rate
			? []
			: ['The rate was changed with a key during the run.']),
		...(server?.own
			? [
					'Add -p, and what else your server needs to let you in: no password is in a report.',
				]
			: []),
	];
}
