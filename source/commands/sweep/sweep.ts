import {randomBytes} from 'node:crypto';
import {runPlanOf} from '../../lab/sweep/run-plan-of.js';
import {type ServerFacts} from '../../lab/events/events.js';
import {
	beginSweep,
	isSwept,
	reduceSweep,
	trialsLeft,
	type SweepState,
	type Tried,
} from '../../lab/sweep/sweep-state.js';
import {
	sweepSchema,
	type SweepBegan,
	type SweepLine,
	type SweepPlan,
} from '../../lab/sweep/sweep-line.js';
import {tryWorkload} from '../../lab/try-workload.js';
import {type PlannedWorkload} from '../../lab/workloads/facts/contract.js';
import {type SweepOptions} from '../../options/read-sweep.js';
import {Refusal} from '../../refusal.js';
import {flavourName} from '../../server/flavour.js';
import {version} from '../../version.js';
import {allOf} from '../all-of.js';
import {createConfirm} from '../target/confirm.js';
import {openFiles} from '../open-files.js';
import {openField, type Field, type SweepContext} from './field.js';
import {describeSweepIntent} from './intent.js';
import {mapForms} from './map-forms.js';
import {createSweepFile, resumeSweepFile} from './sweep-file.js';

/** A sweep while it goes on. */
export type Sweep = {
	/** What is known so far; absent: it has not begun. */
	readonly state: () => SweepState | undefined;
	/**
	Tries everything that is left, and writes the map to the files that are to have it, however it ended.

	@throws {Refusal} when there is no server, it is another one than before, or a file can't be written. When the user quits, it resolves: what was measured is kept.
	*/
	readonly run: () => Promise<void>;
};

/** What a sweep tells, besides what it needs. */
type Hearers = SweepContext & {
	/** Gets each line as it is measured, and what is known with it. */
	readonly onLine: (line: SweepLine, state: SweepState) => void;
	/** Gets what a person should know of the server and of the files. */
	readonly onNote: (note: string) => void;
	/** Resolves when the next run may begin. */
	readonly ready: () => Promise<void>;
};

/**
Prepares a sweep; its files are opened first, because later it would be too late to refuse them.

@throws {Refusal} when a file can't be used.
*/
export async function openSweep(
	options: SweepOptions,
	hearers: Hearers,
): Promise<Sweep> {
	const {onLine} = hearers;
	const maps = await openFiles(mapForms, options, hearers.onNote);
	const before =
		options.resume === undefined ? undefined : resumeSweepFile(options.resume);
	const file =
		before?.file ??
		(options.log === undefined ? undefined : createSweepFile(options.log));
	let state = before && continued(before.state, options.trials);

	const tell = (line: SweepLine) => {
		file?.write(line);
		state =
			line.type === 'sweep'
				? beginSweep(line)
				: state && reduceSweep(state, [line]);
		if (state) {
			onLine(line, state);
		}
	};

	return {
		state: () => state,
		async run() {
			await allOf(
				async () => {
					if (!state || !isSwept(state)) {
						await untilLeft(
							hearers.leaving,
							sweepAll(options, {...hearers, tell, state: () => state}),
						);
					}
				},
				async () => {
					if (state) {
						await maps.write([state]);
					}
				},
				async () => {
					file?.close();
				},
			);
		},
	};
}

/** Whoever quits ends what is under way with an error that is none. @throws {Refusal} also then. */
async function untilLeft(
	leaving: AbortSignal,
	sweeping: Promise<void>,
): Promise<void> {
	try {
		await sweeping;
	} catch (error: unknown) {
		if (!leaving.aborted || error instanceof Refusal) {
			throw error;
		}
	}
}

/** A sweep that goes on may be asked for more kills than before. */
function continued(state: SweepState, trials: number | undefined): SweepState {
	return trials === undefined
		? state
		: {...state, began: {...state.began, trials}};
}

type Telling = Hearers & {
	readonly tell: (line: SweepLine) => void;
	readonly state: () => SweepState | undefined;
};

async function sweepAll(
	options: SweepOptions,
	telling: Telling,
): Promise<void> {
	const {leaving, onNote, state} = telling;
	const wanted: SweepPlan = state()?.began ?? {
		...options.plan,
		seed: options.plan.seed ?? randomBytes(4).toString('hex'),
	};
	const confirm = createConfirm({yes: options.yes, leaving});
	const field = await openField(
		options,
		async server => {
			const plans = wanted.workloads.map(workload =>
				runPlanOf(workload, options.schema),
			);
			if (!(await confirm(describeSweepIntent(server, plans, wanted.trials)))) {
				throw new Refusal('Nothing was written: the answer was not yes.');
			}
		},
		telling,
	);
	if (field.note !== undefined) {
		onNote(field.note);
	}

	await allOf(async () => {
		for (const workload of wanted.workloads) {
			const tried = triedOf(state(), workload);
			const current = state();
			const isDone =
				current !== undefined &&
				tried !== undefined &&
				trialsLeft(current, tried) === 0;
			if (!isDone && !leaving.aborted) {
				await sweepOne(workload, field, {...telling, wanted});
			}
		}
	}, field.close);
}

async function sweepOne(
	workload: PlannedWorkload,
	field: Field,
	{wanted, tell, state, leaving, ready}: Telling & {readonly wanted: SweepPlan},
): Promise<void> {
	const {name} = workload.workload;
	let plot: Awaited<ReturnType<Field['open']>>;
	try {
		plot = await field.open(workload);
	} catch (error: unknown) {
		// One of several that this server can't run does not end the others.
		if (
			!(error instanceof Refusal) ||
			wanted.workloads.length === 1 ||
			state() === undefined
		) {
			throw error;
		}

		tell({type: 'refused', workload: name, why: error.message});
		return;
	}

	await allOf(async () => {
		const began = state()?.began;
		if (began) {
			refuseOtherServer(began, plot.server);
		} else {
			tell(beginning(wanted, plot.server));
		}

		await tryWorkload({
			...plot,
			wanted,
			tried() {
				const tried = triedOf(state(), workload);
				if (!tried) {
					throw new Error(`The sweep does not know ${name}`);
				}

				return tried;
			},
			tell,
			ready,
			signal: leaving,
		});
	}, plot.close);
}

function triedOf(
	state: SweepState | undefined,
	{workload: {name}}: PlannedWorkload,
): Tried | undefined {
	return state?.tried.find(({workload}) => workload === name);
}

function beginning(
	wanted: SweepPlan,
	{flavour, version: number, product}: ServerFacts,
): SweepBegan {
	return {
		type: 'sweep',
		schema: sweepSchema,
		startedAt: Date.now(),
		version,
		server: {flavour, version: number, product},
		...wanted,
	};
}

/** A map is of one server. */
function refuseOtherServer(
	{server: before}: SweepBegan,
	{flavour, version: number}: ServerFacts,
): void {
	if (before.flavour !== flavour || before.version !== number) {
		throw new Refusal(
			`The sweep is of ${flavourName(before.flavour)} ${before.version}, and this server is ${flavourName(flavour)} ${number}. Go on with the same one, such as --sandbox=${before.flavour}-${before.version}.`,
		);
	}
}
