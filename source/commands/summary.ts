import {type LabOptions} from '../options/parse-command-line.js';
import {type EventSource} from '../lab/history/event-log.js';
import {type Sitting} from '../lab/history/sitting.js';
import {phase, type RunState} from '../lab/history/state.js';
import {summariseRun} from '../output/run-summary.js';
import {describeEnd, outcomeOf, outcomeWords} from '../wording/run-end.js';
import {describeStrayErrors} from '../wording/stray-words.js';
import {describeLeftover, describeServer} from '../wording/words.js';
import {exitCodes} from '../options/exit-codes.js';
import {describeUnmet, exitCodeOf} from './exit-code.js';
import {type Farewell, type ToldRun} from './farewell.js';

/** The widest line of the last words, in cells: the last column of a terminal stays free. */
const widest = 79;

/**
Says what to say once the screen is gone, and the exit code, which is that of the worst run.

@param sitting - What has happened since the program started.
*/
export function summarise(
	log: EventSource,
	sitting: () => Sitting,
	expect: LabOptions['expect'],
) {
	const codes = new Map<number | 'left', number>();
	log.subscribe((event, {run}) => {
		// A verdict can itself tell what a kill did, and that event follows it.
		if (
			run?.verdict &&
			(event.type === 'verdict' || event.type === 'kill-effect')
		) {
			codes.set(run.run, exitCodeOf(run, expect));
		}
	});

	const tell = (run: RunState, {server}: Sitting): ToldRun => {
		const unmet = run.verdict && describeUnmet(run, expect);
		const errors = [
			...(unmet === undefined ? [] : [unmet]),
			...describeStrayErrors(run),
		];
		return {
			run: run.run,
			outcome: outcomeOf(run),
			verdict: describeEnd(run),
			lines: summariseRun(server, run, errors, widest),
			errors,
			kills: run.kills,
			plan: run.plan,
		};
	};

	return {
		/** To be called when the user quits. */
		leave() {
			const {run} = log.state();
			if (!run || phase(run) !== 'over') {
				codes.set('left', exitCodes.interrupted);
			}
		},
		farewell(): Farewell {
			const all = sitting();
			const {server, warnings, runs, forgotten, left} = all;
			return {
				server: server && describeServer(server),
				warnings,
				forgotten: forgotten.map(({run, outcome}) => ({
					run,
					outcome: outcomeWords(outcome),
				})),
				runs: runs.map(run => tell(run, all)),
				left: left.map(leftover =>
					describeLeftover(leftover, server?.address ?? 'the server'),
				),
			};
		},
		exitCode: () =>
			[
				exitCodes.violated,
				exitCodes.interrupted,
				exitCodes.unverified,
				exitCodes.error,
			].find(code => [...codes.values()].includes(code)) ?? exitCodes.atomic,
	};
}
