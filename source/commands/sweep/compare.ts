import process from 'node:process';
import {compareMaps} from '../../lab/sweep/compare.js';
import {cellsOf} from '../../lab/sweep/state-map.js';
import {type CompareOptions} from '../../options/read-sweep.js';
import {toAscii} from '../../output/ascii.js';
import {openOutput} from '../../output/output.js';
import {
	comparisonJson,
	comparisonLines,
} from '../../output/sweep-comparison.js';
import {detectCapabilities} from '../../terminal/capabilities.js';
import {exitCodes} from '../exit-code.js';
import {readSweep} from './sweep-file.js';

/**
Says what differs between two sweeps, and how sure that is.

@returns The exit code.
@throws {Refusal} when a file can't be read, or is no sweep's.
*/
export async function compareSweeps({
	files,
	output: form,
	ascii,
}: CompareOptions): Promise<number> {
	const [{state: one}, {state: other}] = [
		readSweep(files[0]),
		readSweep(files[1]),
	];
	const comparison = {
		one,
		other,
		differences: compareMaps(cellsOf(one), cellsOf(other)),
	};
	const text =
		form === 'json'
			? comparisonJson(comparison)
			: `${comparisonLines(comparison).join('\n')}\n`;
	const {stdin, stdout, env} = process;
	const {unicode} = detectCapabilities({
		env,
		stdinIsTerminal: stdin.isTTY,
		stdoutIsTerminal: stdout.isTTY,
		ascii,
	});
	const output = openOutput();
	output.write(unicode ? text : toAscii(text));
	await output.end();
	return exitCodes.atomic;
}
