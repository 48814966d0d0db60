import {type LabOptions} from '../arguments.js';
import {type EventLog} from '../lab/event-log.js';
import {describeProblem} from '../lab/preflight/finding.js';
import {phase} from '../lab/state.js';
import {describeStrayErrors} from '../stray-words.js';
import {describeLeftover, describeServer, describeVerdict} from '../words.js';
import {exitCodeOf, exitCodes} from './exit-code.js';
import {type Farewell, type ToldRun} from './farewell.js';

/** Collects what to say once the screen is gone, and the exit code, which is that of the worst run. Call it when the lab is open: then its warnings have arrived. */
export function summarise(log: EventLog, expect: LabOptions['expect']) {
	const runs: ToldRun[] = [];
	const left: string[] = [];
	const codes: number[] = [];
	const {server, warnings = []} = log.state();

	log.subscribe((event, {run, server}) => {
		if (event.type === 'left') {
			left.push(
				describeLeftover(event.leftover, server?.address ?? 'the server'),
			);
		}

		if (event.type === 'verdict' && run) {
			codes.push(exitCodeOf(run, expect));
			runs.push({
				run: run.run,
				outcome: event.verdict.outcome,
				verdict: describeVerdict(event.verdict, run.plan.files),
				errors: describeStrayErrors(run),
				kills: run.kills,
			});
		}
	});

	return {
		/** To be called when the user quits. */
		leave() {
			const {run} = log.state();
			if (!run || phase(run) !== 'over') {
				codes.push(exitCodes.interrupted);
			}
		},
		farewell: (): Farewell => ({
			server: server && describeServer(server),
			warnings: warnings.map(warning => describeProblem(warning)),
			runs,
			left,
		}),
		exitCode: () =>
			[
				exitCodes.violated,
				exitCodes.interrupted,
				exitCodes.unverified,
				exitCodes.error,
			].find(code => codes.includes(code)) ?? exitCodes.atomic,
	};
}
