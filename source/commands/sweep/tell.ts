import process from 'node:process';
import {compareMaps} from '../../lab/sweep/compare.js';
import {cellsOf} from '../../lab/sweep/state-map.js';
import {
	type CompareOptions,
	type DrawOptions,
} from '../../options/read-sweep.js';
import {toAscii} from '../../output/ascii.js';
import {openOutput} from '../../output/output.js';
import {
	comparisonJson,
	comparisonLines,
} from '../../output/sweep-comparison.js';
import {mapsJson} from '../../output/sweep-json.js';
import {sweepText} from '../../output/sweep-map.js';
import {ownCapabilities} from '../../terminal/own-capabilities.js';
import {exitCodes} from '../../options/exit-codes.js';
import {openFiles} from '../open-files.js';
import {mapForms} from './map-forms.js';
import {readSweep} from './sweep-file.js';

/**
Tells what sweeps have measured: their maps, or what differs between two.

@returns The exit code.
@throws {Refusal} when a file can't be read, is no sweep's, or can't be written.
*/
export async function tellSweeps(
	options: CompareOptions | DrawOptions,
): Promise<number> {
	const {stdout, stderr} = process;
	const {unicode} = ownCapabilities(options.ascii);
	const text =
		options.type === 'compare'
			? compared(options)
			: await drawn(options, {
					columns: stdout.columns,
					say(line) {
						stderr.write(`${line}\n`);
					},
				});
	const output = openOutput();
	output.write(unicode ? text : toAscii(text));
	await output.end();
	return exitCodes.atomic;
}

function compared({files, output}: CompareOptions): string {
	const one = readSweep(files[0]).state;
	const other = readSweep(files[1]).state;
	const comparison = {
		one,
		other,
		differences: compareMaps(cellsOf(one), cellsOf(other)),
	};
	return output === 'json'
		? comparisonJson(comparison)
		: `${comparisonLines(comparison).join('\n')}\n`;
}

async function drawn(
	options: DrawOptions,
	{
		columns,
		say,
	}: {
		readonly columns: number | undefined;
		readonly say: (line: string) => void;
	},
): Promise<string> {
	const files = await openFiles(mapForms, options, say);
	const sweeps = options.files.map(file => readSweep(file).state);
	await files.write(sweeps);
	return options.output === 'json'
		? mapsJson(sweeps)
		: `${sweepText(sweeps, columns)}\n`;
}
