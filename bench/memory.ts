import {type Flavour} from '../source/server/flavour.js';
import {startMeasured, type Probe} from './measured-program.js';

/** One run on the screen, with files of one size at full speed, and what it took. */
export async function measureRun(
	flavour: Flavour,
	size: string,
	files: number,
): Promise<Probe> {
	const program = await startMeasured([
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
