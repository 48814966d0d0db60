import {type Flavour} from '../source/server/flavour.js';
import {startMeasured, type Probe} from './measured-program.js';

/** One run on the screen, with files of one size at full speed, and what it took. */
export async function measureRun(
	cli: string,
	flavour: Flavour,
	size: string,
	files: number,
): Promise<Probe> {
	const program = await startMeasured(cli, [
		`--sandbox=${flavour}`,
		'--rate',
		'max',
		'--files',
		String(files),
		'--size',
		size,
	]);
	await program.terminal.waitFor(/Verdict committed whole/, {
		timeout: 300_000,
	});
	const {probe} = await program.end();
	return probe;
}
