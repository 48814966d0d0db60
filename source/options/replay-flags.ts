/*
The flags of what plays a recording.
*/
import {demos} from './demos.js';
import {type Flag} from './flag.js';
import {readSpeed} from './flag-values.js';
import {
	readCastSize,
	readCastVersion,
	readDemo,
	readSeek,
} from './replay-values.js';

/** The flags, in the order of the readme. */
export const replayFlags = {
	speed: {
		type: 'string',
		takenBy: ['replay'],
		text: 'How fast a recording plays: 2 is twice as fast as it was.',
		read: readSpeed,
		value: {name: 'N'},
		help: {at: 'usage'},
	},
	// Beside FILE, in the line of replay.
	demo: {
		type: 'string',
		takenBy: ['replay'],
		text: 'Plays a recording that comes with kill-lab, in place of FILE.',
		read: readDemo,
		value: {name: 'NAME', words: demos},
	},
	seek: {
		type: 'string',
		takenBy: ['replay'],
		text: 'Begins on the screen at a part of what is played, such as 50%, or at a time of the recording, such as 12s.',
		read: readSeek,
		value: {name: 'PLACE'},
	},
	cast: {
		type: 'string',
		takenBy: ['replay'],
		text: 'A file that gets what the screen shows as an asciicast, with a marker for each kill.',
		value: {name: 'FILE', offers: 'files'},
	},
	castVersion: {
		type: 'string',
		takenBy: ['replay'],
		text: 'The version of that asciicast: 2, which every player reads, unless it is given.',
		read: readCastVersion,
		value: {name: 'N', words: ['2', '3']},
	},
	castSize: {
		type: 'string',
		takenBy: ['replay'],
		text: 'The size of the screen in it, and in the picture of --svg: 100x30, unless it is given.',
		read: readCastSize,
		value: {name: 'COLUMNSxROWS'},
	},
	svg: {
		type: 'string',
		takenBy: ['replay'],
		text: 'A file that gets what the screen shows as a picture that moves.',
		value: {name: 'FILE', offers: 'files'},
	},
} as const satisfies Readonly<Record<string, Flag>>;
