import process from 'node:process';
import {playStreams} from '../terminal/key-streams.js';

/** The soak of the keys: `npm run soak -- keys [streams] [first seed]`. @returns Whether everything was right. */
export function soakKeys([
	count = '100000',
	first = '1',
]: readonly string[]): boolean {
	const {kills, mismatch} = playStreams(Number(count), Number(first));
	process.stdout.write(
		mismatch === undefined
			? `${count} streams from seed ${first}: ${kills} kills pressed, and just these were sent.\n`
			: `${mismatch}\n`,
	);
	return mismatch === undefined;
}
