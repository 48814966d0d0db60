import process from 'node:process';
import {playPromptStreams} from '../commands/lab/prompt-streams.js';
import {playStreams} from '../terminal/key-streams.js';

/** The soak of the keys: `npm run soak -- keys [streams] [first seed]`. @returns Whether everything was right. */
export function soakKeys([
	count = '100000',
	first = '1',
]: readonly string[]): boolean {
	const killing = playStreams(Number(count), Number(first));
	const typing = playPromptStreams(Number(count), Number(first));
	process.stdout.write(
		killing.mismatch === undefined
			? `${count} streams from seed ${first}: ${killing.kills} kills pressed, and just these were sent.\n`
			: `${killing.mismatch}\n`,
	);
	process.stdout.write(
		typing.mismatch === undefined
			? `${count} streams from seed ${first} in which a line is typed: ${typing.typed} characters in it at its end, and none of them killed.\n`
			: `${typing.mismatch}\n`,
	);
	return killing.mismatch === undefined && typing.mismatch === undefined;
}
