import {Writable} from 'node:stream';
import process from 'node:process';
import {type ReactNode} from 'react';

// Chalk reads it when it is imported: frames are plain text.
process.env['FORCE_COLOR'] = '0';
const {render} = await import('ink');

/** Draws one component alone, with this many columns. */
export function componentFrame(node: ReactNode, columns: number): string {
	let frame = '';
	const stream = new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			frame = String(chunk);
			done();
		},
	});
	const ink = render(node, {
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Ink's types ask for a terminal; it only uses the width and `write`.
		stdout: Object.assign(stream, {columns}) as unknown as NodeJS.WriteStream,
		debug: true,
		exitOnCtrlC: false,
		patchConsole: false,
	});
	const drawn = frame;
	ink.unmount();
	return drawn;
}
