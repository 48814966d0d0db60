import {type Sitting} from '../lab/history/sitting.js';
import {type RunState} from '../lab/history/state.js';
import {describeEnd, outcomeOf} from './run-end.js';
import {count, effectWord, killName} from './words.js';

/** What a recording is called: `Kill Lab: blobs on MySQL 9.7.4, rolled back whole`. Pure. */
export function filmTitle({server, runs, forgotten}: Sitting): string {
	const number = forgotten.length + runs.length;
	const [run] = runs;
	const where = server ? ` on ${server.product}` : '';
	return run && number === 1
		? `Kill Lab: ${run.plan.workload.name}${where}, ${outcomeOf(run)}`
		: `Kill Lab: ${count(number, 'run')}${where}`;
}

/** More kills of one run than these are counted, not told. */
const mostKills = 10;

/** How a recording ends, for those who can't see it: each run's verdict, and its kills with their effects. Pure. */
export function filmStory({runs}: Sitting): string {
	return runs.length === 0
		? 'No run began.'
		: runs.map(run => runStory(run)).join(' ');
}

function runStory(run: RunState): string {
	const told = run.kills.slice(0, mostKills);
	const rest = run.kills.length - told.length;
	const kills = [
		...told.map(
			kill => `kill ${kill.kill} (${killName(kill.kind)}) ${effectWord(kill)}`,
		),
		...(rest > 0 ? [`and ${count(rest, 'kill')} more`] : []),
	];
	return `Run ${run.run}: ${[...kills, `verdict: ${describeEnd(run)}`].join('; ')}.`;
}
