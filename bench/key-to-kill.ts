import {setTimeout as wait} from 'node:timers/promises';
import {type Flavour} from '../source/server/flavour.js';
import {quantile} from './statistics.js';
import {startMeasured, type Probe} from './measured-program.js';

/** The latencies of kills, in ms, one for each press. */
export type KillLatency = {
	/** From writing the key's byte to the pseudo-terminal until the KILL's bytes are handed to the socket. */
	readonly keyToSent: readonly number[];
	/** From writing the key's byte to the pseudo-terminal to the KILL's OK packet. */
	readonly keyToOk: readonly number[];
	/** The part from sending the KILL to the OK packet: the server's and the event loop's share. */
	readonly sentToOk: readonly number[];
	/** One a start of the program. */
	readonly probes: readonly Probe[];
};

/** Presses `q` this many times at random moments while files of 100 MB are inserted. */
export async function measureKillLatency(
	cli: string,
	flavour: Flavour,
	presses: number,
): Promise<KillLatency> {
	const program = await startMeasured(cli, [
		`--sandbox=${flavour}`,
		'--files',
		'1000',
		// Nobody answers here.
		'--on-interrupt',
		'rollback',
	]);
	const {terminal} = program;
	await terminal.waitFor(/upload/, {timeout: 60_000});

	const pressedAt: number[] = [];
	while (pressedAt.length < presses) {
		if (terminal.screen().some(line => line.includes('s run again'))) {
			// A kill after the upload has ended the run.
			terminal.press('s');
			await terminal.waitFor(/ upload .*0 %|[1-9] %/, {timeout: 60_000});
		}

		// Not in step with the program's own clocks.
		await wait(60 + Math.random() * 120);
		if (terminal.screen().some(line => /▸ .* (?:upload|execute) /.test(line))) {
			pressedAt.push(performance.timeOrigin + performance.now());
			terminal.press('q');
		}
	}

	await wait(500);
	const {events, startedAt, probe} = await program.end();
	const keyToSent: number[] = [];
	const keyToOk: number[] = [];
	const sentToOk: number[] = [];
	for (const event of events) {
		if (event.type !== 'kill-acknowledged') {
			continue;
		}

		const sent = events.find(
			other => other.type === 'kill-sent' && other.kill === event.kill,
		);
		const pressed = pressedAt[event.kill - 1];
		if (!sent || pressed === undefined) {
			throw new Error(`Kill ${event.kill} has no press`);
		}

		keyToSent.push(startedAt + sent.at - pressed);
		keyToOk.push(startedAt + event.at - pressed);
		sentToOk.push(event.at - sent.at);
	}

	return {keyToSent, keyToOk, sentToOk, probes: [probe]};
}

/** Several measurements of one program as one. */
export function together(parts: readonly KillLatency[]): KillLatency {
	return {
		keyToSent: parts.flatMap(part => part.keyToSent),
		keyToOk: parts.flatMap(part => part.keyToOk),
		sentToOk: parts.flatMap(part => part.sentToOk),
		probes: parts.flatMap(part => part.probes),
	};
}

/** P50, p95, p99 and maximum of some latencies, as a row of text. */
export function latencyRow(values: readonly number[]): string[] {
	return [0.5, 0.95, 0.99, 1].map(
		part => `${quantile(values, part).toFixed(2)} ms`,
	);
}
