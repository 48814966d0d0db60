import {nextPortion} from './portion.js';

/** The picture on a terminal, and how far it has come there. */
export type Canvas = {
	/**
	The bytes of the newest picture's next portion; empty when all of it is there.

	@param options.limit - How many bytes to give at most, as `nextPortion` counts them.
	@param options.isUrgent - Whether news come before everything else.
	*/
	readonly next: (
		lines: readonly string[],
		options: {
			readonly columns: number;
			readonly limit: number;
			readonly isUrgent: boolean;
		},
	) => string;
	/** Whether a picture has been begun, and a part of it is still to be given. */
	readonly isUnfinished: () => boolean;
	/** Whether the content of the screen is not known: then the next picture is drawn whole. */
	readonly isUnknown: () => boolean;
	/** Forgets what is on the screen. */
	readonly forget: () => void;
};

// What lies between is shown together, where the terminal can do that.
const begin = '\u001B[?2026h';
const end = '\u001B[?2026l';

/** Makes the canvas of a screen of which nothing is known. */
export function createCanvas(): Canvas {
	let shown: readonly string[] | undefined;
	/** The picture that was drawn last, as much of it as was. */
	let wanted: readonly string[] | undefined;
	let isWhole = true;
	/** Whether a picture is on its way to a screen that was cleared: until it is whole, the terminal is not to show it. */
	let isRedrawing = false;

	return {
		next(lines, options) {
			const isGoingOn = isRedrawing;
			isRedrawing ||= shown === undefined;
			const portion = nextPortion({lines, wanted, shown, ...options});
			({shown, isWhole} = portion);
			wanted = lines;
			const isEnd = isWhole || !isRedrawing;
			isRedrawing = !isEnd;
			return portion.output === '' && !isGoingOn
				? ''
				: (isGoingOn ? '' : begin) + portion.output + (isEnd ? end : '');
		},
		isUnfinished: () => !isWhole,
		isUnknown: () => shown === undefined,
		forget() {
			shown = undefined;
			wanted = undefined;
			isWhole = true;
			isRedrawing = false;
		},
	};
}
