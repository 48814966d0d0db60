import {Writable} from 'node:stream';
import {render, type Instance} from 'ink';
import {createElement, type ComponentType} from 'react';

/** A whole picture as text, drawn by Ink in memory. */
export type Picture<Shown> = {
	readonly draw: (shown: Shown) => string;
	readonly unmount: () => void;
};

/** Creates a picture. @param component - Draws what is shown, as wide as it is said to be. */
export function createPicture<Shown extends {readonly columns: number}>(
	component: ComponentType<{readonly shown: Shown}>,
): Picture<Shown> {
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
		draw(shown) {
			stdout.columns = shown.columns;
			const node = createElement(component, {shown});
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

			return frame;
		},
		unmount() {
			ink?.unmount();
		},
	};
}
