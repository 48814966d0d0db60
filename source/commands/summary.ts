import {type LabOptions} from '../options/parse-command-line.js';
import {type EventSource} from '../lab/history/event-log.js';
import {describeProblem} from '../lab/events/finding.js';
import {phase} from '../lab/history/state.js';
import {describeStrayErrors} from '../wording/stray-words.js';
import {
	describeLeftover,
	describeServer,
	describeVerdict,
} from '../wording/words.js';
import {describeUnmet, exitCodeOf, exitCodes} from './exit-code.js';
import {type Farewell, type ToldRun} from './farewell.js';

/** Collects what to say once the screen is gone, and the exit code, which is that of the worst run. Call it when the lab is open: then its warnings have arrived. */
export function summarise(log: EventSource, expect: LabOptions['expect']) {
	const runs = new Map<number, ToldRun>();
	const left: string[] = [];
	const codes = new Map<number | 'left', number>();
	const {server, warnings = []} = log.state();
	const warned = new Set(warnings.map(warning => describeProblem(warning)));

	log.subscribe((event, {run, server}) => {
		if (event.type === 'left') {
			left.push(
				describeLeftover(event.leftover, server?.address ?? 'the server'),
			);
		}

		// Another workload may have others.
		if (event.type === 'preflight') {
			for (const warning of event.warnings) {
				warned.add(describeProblem(warning));
			}
		}

		// A verdict can itself tell what a kill did, and that event follows it.
		if (
			run?.verdict &&
			(event.type === 'verdict' || event.type === 'kill-effect')
		) {
			const {verdict} = run.verdict;
			const unmet = describeUnmet(run, expect);
			codes.set(run.run, exitCodeOf(run, expect));
			runs.set(run.run, {
				run: run.run,
				outcome: verdict.outcome,
				verdict: describeVerdict(verdict, run.plan),
				errors: [
					...(unmet === undefined ? [] : [unmet]),
					...describeStrayErrors(run),
				],
				kills: run.kills,
				plan: run.plan,
			});
		}
	});

	return {
		/** To be called when the user quits. */
		leave() {
			const {run} = log.state();
			if (!run || phase(run) !== 'over') {
				codes.set('left', exitCodes.interrupted);
			}
		},
		farewell: (): Farewell => ({
			server: server && describeServer(server),
			warnings: [...warned],
			runs: [...runs.values()],
			left,
		}),
		exitCode: () =>
			[
				exitCodes.violated,
				exitCodes.interrupted,
				exitCodes.unverified,
				exitCodes.error,
			].find(code => [...codes.values()].includes(code)) ?? exitCodes.atomic,
	};
}
