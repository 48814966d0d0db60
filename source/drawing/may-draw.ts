import {ownCapabilities} from '../terminal/own-capabilities.js';

/** With one of these words nothing is drawn. */
const undrawn: ReadonlySet<string> = new Set([
	'doctor',
	'claims',
	'workloads',
	'help',
	'completion',
	'--help',
	'--version',
	'--plain',
	'--json',
	'--cast',
	'--svg',
]);

/** Whether a command line is going to draw on this terminal, as far as that can be seen before it is read. */
export function mayDraw(argv: readonly string[]): boolean {
	return (
		ownCapabilities(false).interactive && !argv.some(word => undrawn.has(word))
	);
}
