import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {type LabEvent} from '../source/lab/events/events.js';
import {startSandbox, type Sandbox} from '../source/sandbox/sandbox.js';
import {type Flavour} from '../source/server/flavour.js';
import {openTerminal} from '../test/helpers/terminal.js';
import {startMeasured, type Probe} from './measured-program.js';
import {type MeasuredProgram} from './programs.js';

/** The latencies of kills, in ms. */
export type KillLatency = {
	/** From writing the key's byte to the pseudo-terminal until the program has read it; of the floor it is not known. */
	readonly keyToRead: readonly number[];
	/** From writing the key's byte to the pseudo-terminal until the KILL is handed to mysql2, which writes it in the same turn. */
	readonly keyToSent: readonly number[];
	/** From writing the key's byte to the pseudo-terminal to the KILL's OK packet. */
	readonly keyToOk: readonly number[];
};

/** A program whose key `q` sends a KILL QUERY. */
type Pressed = {
	/** Presses it, once it is at work. */
	readonly press: () => Promise<void>;
	readonly end: () => Promise<Omit<PressedProgram, 'name'>>;
};

/** What was measured of a program in all turns. */
export type PressedProgram = KillLatency & {
	readonly name: string;
	/** One a start of it; the floor has none. */
	readonly probes: readonly Probe[];
};

const floor = fileURLToPath(new URL('floor.mjs', import.meta.url));

/** Between two presses, in ms: not in step with the programs' own clocks. */
const pause = {least: 60, spread: 90} as const;

/** Presses `q` in a program so often, and in turn with it in the floor, at random moments while the program inserts files of 100 MB. */
export async function measureKillLatency(
	{name, cli}: MeasuredProgram,
	flavour: Flavour,
	presses: number,
): Promise<{readonly lab: PressedProgram; readonly floor: PressedProgram}> {
	const sandbox = await startSandbox({choice: {flavour}});
	try {
		const lab = await startLab(cli, sandbox);
		const least = await startFloor(sandbox);
		for (let press = 0; press < presses; press++) {
			for (const program of [lab, least]) {
				await wait(pause.least + Math.random() * pause.spread);
				await program.press();
			}
		}

		// The last ones are answered.
		await wait(1000);
		return {
			lab: {name, ...(await lab.end())},
			floor: {name: 'floor', ...(await least.end())},
		};
	} finally {
		await sandbox.stop();
	}
}

/** The present, in ms since 1970. */
function now(): number {
	return performance.timeOrigin + performance.now();
}

async function startLab(
	cli: string,
	{socketPath, user}: Sandbox,
): Promise<Pressed> {
	const {terminal, end} = await startMeasured(cli, [
		'--socket',
		socketPath,
		'--user',
		user,
		'--yes',
		'--files',
		'1000',
		// Nobody answers here.
		'--on-interrupt',
		'rollback',
	]);
	const pressedAt: number[] = [];
	await terminal.waitFor(/upload/, {timeout: 60_000});
	return {
		async press() {
			await terminal.waitFor(
				lines => {
					if (lines.some(line => line.includes('s run again'))) {
						// A kill after the upload has ended the run.
						terminal.press('s');
						return false;
					}

					return lines.some(line => /▸ .* (?:upload|execute) /.test(line));
				},
				{timeout: 60_000},
			);
			pressedAt.push(now());
			terminal.press('q');
		},
		async end() {
			const {events, startedAt, probe} = await end();
			return {...latencies(events, startedAt, pressedAt), probes: [probe]};
		},
	};
}

/** Each press has sent a kill or missed one, in their order. */
function latencies(
	events: readonly LabEvent[],
	startedAt: number,
	pressedAt: readonly number[],
): KillLatency {
	const keyToRead: number[] = [];
	const keyToSent: number[] = [];
	const keyToOk: number[] = [];
	let presses = 0;
	/** By the run and the number of the kill. */
	const pressOf = new Map<string, number>();
	let run = 0;
	for (const event of events) {
		const at = startedAt + event.at;
		switch (event.type) {
			case 'run-started': {
				run = event.run;
				break;
			}

			case 'kill-missed': {
				presses++;
				break;
			}

			case 'kill-sent': {
				const pressed = pressedAt[presses++] ?? Infinity;
				pressOf.set(`${run} ${event.kill}`, pressed);
				keyToRead.push(startedAt + (event.keyAt ?? event.at) - pressed);
				keyToSent.push(at - pressed);
				break;
			}

			case 'kill-acknowledged': {
				const pressed = pressOf.get(`${run} ${event.kill}`);
				if (pressed !== undefined) {
					keyToOk.push(at - pressed);
				}

				break;
			}

			default: {
				break;
			}
		}
	}

	if (presses !== pressedAt.length) {
		throw new Error(`${pressedAt.length} presses, and ${presses} came of it`);
	}

	return {keyToRead, keyToSent, keyToOk};
}

async function startFloor({socketPath, user}: Sandbox): Promise<Pressed> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-bench-'));
	const out = path.join(folder, 'floor');
	const terminal = openTerminal({
		command: process.execPath,
		args: [floor, socketPath, user, out],
	});
	await terminal.waitFor(/ready/);
	const pressedAt: number[] = [];
	return {
		async press() {
			pressedAt.push(now());
			terminal.press('q');
		},
		async end() {
			terminal.press('x');
			await terminal.exited;
			const presses = JSON.parse(await readFile(out, 'utf8')) as ReadonlyArray<{
				readonly sentAt: number;
				readonly okAt: number;
			}>;
			await rm(folder, {recursive: true});
			const since = (times: readonly number[]) =>
				times.map((time, index) => time - (pressedAt[index] ?? Infinity));
			return {
				keyToRead: [],
				keyToSent: since(presses.map(({sentAt}) => sentAt)),
				keyToOk: since(presses.map(({okAt}) => okAt)),
				probes: [],
			};
		},
	};
}
