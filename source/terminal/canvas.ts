import {nextPortion} from './portion.js';

/** The picture on a terminal, and how much of it has arrived. */
export type Canvas = {
	/**
	The bytes of the newest picture's next portion; empty once all of it has been sent.

	@param options.limit - How many bytes to send at most, as `nextPortion` counts them.
	@param options.isUrgent - Whether what is new comes before everything else.
	*/
	readonly next: (
		lines: readonly string[],
		options: {
			readonly columns: number;
			readonly limit: number;
			readonly isUrgent: boolean;
		},
	) => string;
	/** Whether a part of the current picture is still to be sent. */
	readonly isUnfinished: () => boolean;
	/** Whether the content of the screen is unknown: then the next picture is drawn completely. */
	readonly isUnknown: () => boolean;
	/** Forgets what is on the screen. */
	readonly forget: () => void;
};

// What is between these two is shown at once, if the terminal can do that.
const begin = '\u001B[?2026h';
const end = '\u001B[?2026l';

/** Creates the canvas of a screen with unknown content. */
export function createCanvas(): Canvas {
	let shown: readonly string[] | undefined;
	/** The last picture. */
	let wanted: readonly string[] | undefined;
	let isWhole = true;
	/** Whether a picture is on its way to a screen that was cleared: until it is complete, the terminal must not show it. */
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
