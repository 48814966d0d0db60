import test from 'ava';
import {playStreams} from './key-streams.js';

/** `npm run soak -- keys` plays 100,000. */
const streams = 5000;

test(`of ${streams} streams of replies, keys and pastes, cut anywhere, exactly the pressed keys kill`, t => {
	const {kills, mismatch} = playStreams(streams, 1);
	t.is(mismatch, undefined);
	t.true(kills > streams);
});
