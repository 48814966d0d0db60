import test from 'ava';
import {playPromptStreams} from './prompt-streams.js';

/** `npm run soak -- keys` plays more. */
const streams = 2000;

test(`of ${streams} streams in which a line is typed amid replies, cut anywhere, the line has exactly the pressed keys, and none of them kills`, t => {
	const {typed, mismatch} = playPromptStreams(streams, 1);
	t.is(mismatch, undefined);
	t.true(typed > streams);
});
