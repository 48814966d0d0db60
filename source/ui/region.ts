import {Writable} from 'node:stream';
import {render, type Instance} from 'ink';
import {type ReactNode} from 'react';

/** A part of the screen that Ink draws on its own, in memory. */
export type Region = {
	/** Draws and returns the lines, at most so many columns wide. */
	readonly draw: (node: ReactNode, columns: number) => readonly string[];
	readonly unmount: () => void;
};

/** Makes a region. */
export function createRegion(): Region {
	let frame = '';
	const stream = new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			frame = String(chunk);
			done();
		},
	});
	const stdout = Object.assign(stream, {columns: 0});
	let ink: Instance | undefined;

	return {
		draw(node, columns) {
			stdout.columns = columns;
			if (ink) {
				ink.rerender(node);
			} else {
				ink = render(node, {
					// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Ink's types ask for a terminal; it only uses the width and `write`.
					stdout: stdout as unknown as NodeJS.WriteStream,
					// Whole frames, at once: the screen paces itself.
					debug: true,
					exitOnCtrlC: false,
					patchConsole: false,
				});
			}

			return frame.split('\n');
		},
		unmount() {
			ink?.unmount();
		},
	};
}
