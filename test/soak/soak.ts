import {createHash} from 'node:crypto';
import {onInterruptChoices} from '../../source/lab/events/run-plan.js';
import {
	type StatementRole,
	type LabEvent,
} from '../../source/lab/events/events.js';
import {type BlobsOptions} from '../../source/lab/workloads/blobs/options.js';
import {type BlobsChange} from '../helpers/blobs.js';
import {type KillKind} from '../../source/lab/events/kill.js';
import {phaseOfKill} from '../../source/lab/history/state.js';
import {megabyte, openTestLab, serverOf, type TestLab} from '../helpers/lab.js';
import {type When} from '../helpers/moments.js';
import {type TestServer} from '../helpers/server.js';
import {compare} from './compare.js';
import {type Truth, type TruthReader} from './truth.js';

/** Repeatable random numbers from 0 to 1: the same seed gives the same numbers. */
export type Random = () => number;

/** Makes random numbers from a seed. */
export function randomOf(seed: string): Random {
	let count = 0;
	return () => {
		count++;
		return (
			createHash('sha256').update(`${seed} ${count}`).digest().readUInt32BE() /
			2 ** 32
		);
	};
}

/** One kill of the soak: what the lab said about it. */
export type SoakedKill = {
	readonly kind: KillKind;
	readonly phase: string;
	readonly effect: string;
	readonly outcome: string;
};

/** One run of the soak, compared with the server's records. */
export type SoakedRun = {
	readonly seed: string;
	readonly kills: readonly SoakedKill[];
	readonly mismatches: readonly string[];
	/** What to look at if something differs. */
	readonly details: string;
};

/** One run with kills at random moments, and the server's records of it. */
export async function soakOnce(
	server: TestServer,
	truth: TruthReader,
	seed: string,
): Promise<SoakedRun> {
	const random = randomOf(seed);
	const plan = randomPlan(random);
	const schema = 'soak';
	const lab = await openTestLab(serverOf(server), {schema, ...plan});
	const timers: NodeJS.Timeout[] = [];
	try {
		const count = 1 + Math.floor(random() * 2.5);
		for (let kill = 0; kill < count; kill++) {
			armRandomly(lab, plan, random, timers);
		}

		await truth.begin();
		await lab.verdictOf();
		for (const timer of timers) {
			clearTimeout(timer);
		}

		await everyEffect(lab);

		const run = lab.run();
		const recorded = await truth.read(run.connectionId, schema);
		return {
			seed,
			mismatches: compare(run, lab.events, recorded),
			details: describe(lab.events, recorded),
			kills: run.kills.map(kill => ({
				kind: kill.kind,
				phase: phaseOfKill(kill),
				effect: kill.effect?.effect ?? 'none',
				outcome: run.verdict?.verdict.outcome ?? 'none',
			})),
		};
	} finally {
		await lab.close();
	}
}

function describe(events: readonly LabEvent[], truth: Truth): string {
	const [first] = truth.statements;
	const ms = (time: bigint) => Number(time - (first?.start ?? 0n)) / 1e9;
	const statements = [...truth.statements, ...truth.kills].map(
		({name, errno, start, end, writeStart}) =>
			`  ${ms(start)} - ${ms(end)} ${name} ${errno}${writeStart === undefined ? '' : `, writes from ${ms(writeStart)}`}`,
	);
	const lines = events
		.filter(({type}) => type !== 'step-progress' && type !== 'server-view')
		.map(event => `  ${JSON.stringify(event)}`);
	return [...statements, ...lines].join('\n');
}

/** A kill at the end of the run may not be answered yet. */
async function everyEffect(lab: TestLab): Promise<void> {
	const isOpen = () => lab.run().kills.some(({effect}) => !effect);
	while (isOpen()) {
		await lab.when(({type}) => type === 'kill-effect');
	}
}

const sizes = [64 * 1024, megabyte, 5 * megabyte, 20 * megabyte, 40 * megabyte];

type SoakPlan = BlobsChange & Pick<BlobsOptions, 'files' | 'size'>;

function randomPlan(random: Random): SoakPlan {
	const size = pick(sizes, random);
	return {
		files: 1 + Math.floor(random() * 3),
		size,
		protocol: pick(['binary', 'long-data', 'text'] as const, random),
		onInterrupt: pick(onInterruptChoices, random),
		autocommit: random() < 0.3,
		// An upload of up to half a second.
		...(random() < 0.5 && {rate: size * (2 + random() * 20)}),
	};
}

/** Arms one kill: at a random event, and a random time after it. */
function armRandomly(
	lab: TestLab,
	{files, size}: SoakPlan,
	random: Random,
	timers: NodeJS.Timeout[],
): void {
	const kind = random() < 0.6 ? 'query' : 'connection';
	const file = Math.floor(random() * files);
	const part = random();
	const sent =
		(wanted: StatementRole): When =>
		({type}, {run}) =>
			type === 'statement-sent' && run?.statements.at(-1)?.role === wanted;
	const execution = 2 + (size / megabyte) * 12;
	const [when, delay] = pick<readonly [When, number]>(
		[
			[
				event =>
					event.type === 'step-progress' &&
					event.step === file &&
					event.done >= part * size,
				0,
			],
			[sent('target'), random() * execution],
			[sent('target'), random() * execution],
			[sent('target'), random() * 3],
			[sent('check'), random() * 3],
			[sent('commit'), random() * 2],
			[sent('rollback'), random()],
			[event => event.type === 'step-started' && event.step === file, 0],
			[event => event.type === 'run-started', random() * 500],
		],
		random,
	);
	void lab.when(when, () => {
		if (delay < 0.2) {
			lab.session.kill(kind, lab.now());
		} else {
			timers.push(
				setTimeout(() => {
					lab.session.kill(kind, lab.now());
				}, delay),
			);
		}
	});
}

function pick<Value>(values: readonly Value[], random: Random): Value {
	const value = values[Math.floor(random() * values.length)];
	if (value === undefined) {
		throw new Error('Nothing to pick from');
	}

	return value;
}
