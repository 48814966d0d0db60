import {readFileSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {demoFile} from '../source/commands/replay/demo-file.js';
import {type LabEvent} from '../source/lab/events/events.js';
import {jsonLine} from '../source/output/json-lines.js';
import {startProbed} from './measured-program.js';

/** What a replay took. */
export type ReplayCost = {
	/** From the start of the process to the first picture, in ms. */
	readonly firstPicture: number;
	/** Until the recording has been read to its end, and the screen is there, in ms. */
	readonly atItsEnd: number;
	/** Bytes. */
	readonly peakMemory: number;
};

/** Between two runs of a long recording, in ms. */
const pause = 800;

/** Writes a recording of so many bytes: the run of a demo, again and again. @returns The file, and what removes it. */
export async function makeLongRecording(
	bytes: number,
): Promise<{readonly file: string; readonly remove: () => Promise<void>}> {
	const [header = '', ...lines] = readFileSync(demoFile('kill-query'), 'utf8')
		.trimEnd()
		.split('\n');
	const events = lines
		.map(line => JSON.parse(line) as LabEvent | {readonly type: 'end'})
		.filter((event): event is LabEvent => event.type !== 'end');
	const begin = events.findIndex(({type}) => type === 'run-started');
	const run = events.slice(begin);
	const length = (run.at(-1)?.at ?? 0) - (run[0]?.at ?? 0) + pause;
	const written = [
		header,
		...events.slice(0, begin).map(event => jsonLine(event)),
	];
	let size = 0;
	for (let number = 1; size < bytes; number++) {
		for (const event of run) {
			const at = event.at + (number - 1) * length;
			const later: LabEvent =
				event.type === 'run-started'
					? {...event, at, run: number}
					: {...event, at};
			const line = jsonLine(later);
			size += line.length + 1;
			written.push(line);
		}
	}

	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-bench-'));
	const file = path.join(folder, 'long.jsonl');
	await writeFile(file, [...written, '{"type":"end"}', ''].join('\n'));
	return {
		file,
		async remove() {
			await rm(folder, {recursive: true});
		},
	};
}

/** Plays a recording on a screen, and jumps to its end. */
export async function measureReplay(
	cli: string,
	file: string,
): Promise<ReplayCost> {
	const began = performance.now();
	const {terminal, end} = await startProbed(cli, ['replay', file]);
	await terminal.waitFor(/╭ Workload/);
	const firstPicture = performance.now() - began;
	terminal.press('\u001B[F');
	await terminal.waitFor(/replay: end/, {timeout: 60_000});
	const atItsEnd = performance.now() - began;
	const {peakMemory} = await end();
	return {firstPicture, atItsEnd, peakMemory};
}
