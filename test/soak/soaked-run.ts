import {
	type LabEvent,
	type StatementRole,
} from '../../source/lab/events/events.js';
import {type Aim} from '../../source/lab/events/aim.js';
import {type KillKind} from '../../source/lab/events/kill.js';
import {phaseOfKill, type RunState} from '../../source/lab/history/state.js';
import {type TestLab} from '../helpers/lab.js';
import {type When} from '../helpers/moments.js';
import {type Random} from '../../source/seeded-random.js';
import {compare, type RecordedTarget} from './compare.js';
import {type Truth, type TruthReader} from './truth.js';

/** One kill of the soak: what the lab said about it. */
export type SoakedKill = {
	readonly kind: KillKind;
	readonly phase: string;
	readonly effect: string;
	readonly outcome: string;
};

/** One run of the soak, compared with the server's records. */
export type SoakedRun = {
	/** Its name. */
	readonly workload: string;
	readonly seed: string;
	readonly kills: readonly SoakedKill[];
	readonly mismatches: readonly string[];
	/** What to look at if something differs. */
	readonly details: string;
};

/** An event, and a time after it in ms. */
export type SoakMoment = readonly [When, number];

/** A lab to be soaked. */
type Soaked = {
	readonly lab: TestLab;
	readonly target: RecordedTarget;
	/** When to kill, besides the lab's own aims. */
	readonly moments: readonly SoakMoment[];
	/** Where the verdict contradicts the data; empty: nowhere. */
	readonly compareData: (
		run: RunState,
		recorded: Truth,
	) => Promise<readonly string[]>;
};

/** One run with kills, and the server's records of it. Closes the lab. */
export async function soakRun(
	{lab, target, moments, compareData}: Soaked,
	truth: TruthReader,
	{seed, random}: {readonly seed: string; readonly random: Random},
): Promise<SoakedRun> {
	const timers: NodeJS.Timeout[] = [];
	try {
		for (const moment of moments) {
			const kind = random() < 0.6 ? 'query' : 'connection';
			armAt(lab, moment, {kind, timers});
		}

		await truth.begin();
		await lab.verdictOf();
		for (const timer of timers) {
			clearTimeout(timer);
		}

		await everyEffect(lab);
		const run = lab.run();
		const recorded = await truth.read(run.connectionId, target.stages);
		return {
			workload: run.plan.workload.name,
			seed,
			mismatches: [
				...compare(run, recorded, target),
				...(await compareData(run, recorded)),
			],
			details: describeRun(lab.events, recorded),
			kills: [
				...run.kills.map(kill => ({
					kind: kill.kind,
					phase: phaseOfKill(kill),
					effect: kill.effect?.effect ?? 'none',
					outcome: run.verdict?.verdict.outcome ?? 'none',
				})),
				...lab.events.flatMap(event =>
					event.type === 'kill-unsent' ? [unsent(event.plan, run)] : [],
				),
			],
		};
	} finally {
		await lab.close();
	}
}

/** A kill whose moment never came. */
function unsent({kind, moment}: Aim, {verdict}: RunState): SoakedKill {
	return {
		kind,
		phase: moment.type === 'phase' ? moment.phase : 'a time',
		effect: 'unsent',
		outcome: verdict?.verdict.outcome ?? 'none',
	};
}

/** One to three moments, as somebody makes them up. */
export function severalMoments(
	moment: () => SoakMoment,
	random: Random,
): readonly SoakMoment[] {
	return Array.from({length: 1 + Math.floor(random() * 2.5)}, moment);
}

/** A statement of this role was sent. */
export function sent(wanted: StatementRole): When {
	return ({type}, {run}) =>
		type === 'statement-sent' && run?.statements.at(-1)?.role === wanted;
}

/** At once where a timer would be late. */
const shortest = 0.2;

function armAt(
	lab: TestLab,
	[when, delay]: SoakMoment,
	{kind, timers}: {kind: KillKind; timers: NodeJS.Timeout[]},
): void {
	const kill = () => {
		lab.session.kill(kind, lab.now());
	};

	void lab.when(when, () => {
		if (delay < shortest) {
			kill();
		} else {
			timers.push(setTimeout(kill, delay));
		}
	});
}

/** The server's records and the lab's events, for a person. */
function describeRun(events: readonly LabEvent[], truth: Truth): string {
	const [first] = truth.statements;
	const ms = (time: bigint) => Number(time - (first?.start ?? 0n)) / 1e9;
	const statements = [...truth.statements, ...truth.kills].map(
		({name, errno, start, end, stageStart}) =>
			`  ${ms(start)} - ${ms(end)} ${name} ${errno}${stageStart === undefined ? '' : `, at work from ${ms(stageStart)}`}`,
	);
	const lines = events
		.filter(({type}) => type !== 'step-progress' && type !== 'server-view')
		.map(event => `  ${JSON.stringify(event)}`);
	return [...statements, ...lines].join('\n');
}

/** Waits for the effects that are not known yet: a kill at the end of the run may not be answered. */
async function everyEffect(lab: TestLab): Promise<void> {
	const isOpen = () => lab.run().kills.some(({effect}) => !effect);
	while (isOpen()) {
		await lab.when(({type}) => type === 'kill-effect');
	}
}
