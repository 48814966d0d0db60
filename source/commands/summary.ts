import {type LabOptions} from '../arguments.js';
import {type EventLog} from '../lab/event-log.js';
import {describeProblem} from '../lab/preflight/finding.js';
import {
	phase,
	toldByCluster,
	type KillState,
	type RunState,
} from '../lab/state.js';
import {
	describeLeftover,
	describeServer,
	describeVerdict,
	killName,
	phaseWords,
	shortEffects,
} from '../words.js';
import {exitCodeOf, exitCodes} from './exit-code.js';

/** Gathers what is printed when the screen is gone, and the exit code: the gravest of the runs. To be called when the lab is open: its warnings have come by then. */
export function summarise(log: EventLog, expect: LabOptions['expect']) {
	const lines: string[] = [];
	const codes: number[] = [];

	lines.push(
		...(log.state().warnings ?? []).map(
			warning => `warning: ${describeProblem(warning)}`,
		),
	);
	log.subscribe((event, {run, server}) => {
		if (event.type === 'left') {
			lines.push(
				describeLeftover(event.leftover, server?.address ?? 'the server'),
			);
		}

		if (event.type === 'verdict' && run) {
			codes.push(exitCodeOf(run, expect));
			lines.push(
				`run ${run.run}: ${describeVerdict(event.verdict, run.plan.files)}`,
				...toldOf(run).map(line => `run ${run.run}: ${line}`),
				...describeKills(run.kills).map(line => `run ${run.run}, ${line}`),
			);
		}
	});

	const {server} = log.state();
	if (server) {
		lines.unshift(describeServer(server));
	}

	return {
		/** To be told when the lab is left. */
		leave() {
			const {run} = log.state();
			if (!run || phase(run) !== 'over') {
				codes.push(exitCodes.interrupted);
			}
		},
		lines: () => lines,
		exitCode: () =>
			[
				exitCodes.violated,
				exitCodes.interrupted,
				exitCodes.unverified,
				exitCodes.error,
			].find(code => codes.includes(code)) ?? exitCodes.atomic,
	};
}

/** What a cluster did to it. */
function toldOf(run: RunState): readonly string[] {
	const meaning = toldByCluster(run);
	return meaning === undefined ? [] : [meaning];
}

/** A line for each kill; those in a row that are told alike share one. */
function describeKills(kills: readonly KillState[]): readonly string[] {
	const rows: Array<{first: number; last: number; words: string}> = [];
	for (const {kill, kind, phase, seen, effect} of kills) {
		const words = `${killName(kind)} ${phaseWords[seen ?? phase]}: ${shortEffects[effect?.effect ?? 'unknown']}`;
		const row = rows.at(-1);
		if (row?.words === words) {
			row.last = kill;
		} else {
			rows.push({first: kill, last: kill, words});
		}
	}

	return rows.map(({first, last, words}) =>
		first === last
			? `kill ${first}: ${words}`
			: `kills ${first} to ${last}: ${words}`,
	);
}
