import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {type LabEvent} from '../source/lab/events/events.js';
import {startSandbox, type Sandbox} from '../source/sandbox/sandbox.js';
import {type Flavour} from '../source/server/flavour.js';
import {withPython, type DebianTools} from './debian-tools.js';
import {startMeasured} from './measured-program.js';
import {type MeasuredProgram} from './programs.js';

/** What a run took that nobody killed. */
export type WholeRun = {
	readonly name: string;
	/** From the start of the run to the end of COMMIT, in ms. */
	readonly total: number;
	/** The time of its statements, from its own record, in ms; absent: it keeps none. */
	readonly statements?: number;
	/** Bytes. */
	readonly peakMemory: number;
};

const seed = fileURLToPath(new URL('seed.py', import.meta.url));

/** So many files of so many bytes in one transaction, on one server: by each program on its screen at full speed, and by the blog post's. */
export async function measureWholeRuns(
	programs: readonly MeasuredProgram[],
	flavour: Flavour,
	{files, size}: {readonly files: number; readonly size: number},
	{pythonPath}: DebianTools,
): Promise<readonly WholeRun[]> {
	const sandbox = await startSandbox({choice: {flavour}});
	try {
		const runs: WholeRun[] = [];
		for (const program of programs) {
			runs.push(
				await runLab(program, sandbox, [`--files=${files}`, `--size=${size}`]),
			);
		}

		if (pythonPath !== undefined) {
			runs.push(runSeed(sandbox, [String(files), String(size)], pythonPath));
		}

		return runs;
	} finally {
		await sandbox.stop();
	}
}

async function runLab(
	{name, cli}: MeasuredProgram,
	{socketPath, user}: Sandbox,
	plan: readonly string[],
): Promise<WholeRun> {
	const program = await startMeasured(cli, [
		'--socket',
		socketPath,
		'--user',
		user,
		'--yes',
		'--rate=max',
		...plan,
	]);
	await program.terminal.waitFor(/Verdict .*committed whole/, {
		timeout: 600_000,
	});
	const {events, probe} = await program.end();
	return {name, ...timesOf(events), peakMemory: probe.peakMemory};
}

function timesOf(
	events: readonly LabEvent[],
): Pick<WholeRun, 'total' | 'statements'> {
	const began = new Map<number, number>();
	let start = 0;
	let end = 0;
	let statements = 0;
	for (const event of events) {
		switch (event.type) {
			case 'run-started': {
				start = event.at;
				break;
			}

			case 'statement-started': {
				began.set(event.statement, event.at);
				break;
			}

			case 'statement-ended': {
				end = event.at;
				statements += end - (began.get(event.statement) ?? end);
				break;
			}

			default: {
				break;
			}
		}
	}

	return {total: end - start, statements};
}

function runSeed(
	{socketPath, user}: Sandbox,
	plan: readonly string[],
	pythonPath: string,
): WholeRun {
	const {stdout, status} = spawnSync(
		'python3',
		[seed, socketPath, user, ...plan],
		{
			env: withPython(pythonPath),
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	);
	if (status !== 0) {
		throw new Error(`The blog post's program failed: ${status}`);
	}

	const [seconds = 0, kilobytes = 0] = stdout.split(' ').map(Number);
	return {
		name: "the blog post's program",
		total: seconds * 1000,
		peakMemory: kilobytes * 1024,
	};
}
