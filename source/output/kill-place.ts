import {type KillState, type RunState} from '../lab/history/state.js';
import {sentWords} from '../wording/phase-words.js';
import {statementName} from '../wording/statement-name.js';

/** Where a run was when a kill arrived: the target with its step, if one was in flight, and its phase. Pure. */
export function placeOfKill(run: RunState, kill: KillState): string {
	const {sentAt} = kill;
	const target = run.statements.find(
		({role, startedAt, ended}) =>
			role === 'target' &&
			startedAt <= sentAt &&
			(ended === undefined || ended.at > sentAt),
	);
	return [
		...(target ? [statementName(run, target)] : []),
		sentWords(run, kill),
	].join(', ');
}
