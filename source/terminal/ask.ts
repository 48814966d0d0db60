import {once} from 'node:events';
import {createInterface} from 'node:readline/promises';
import {type ReadStream, type WriteStream} from 'node:tty';

/**
Asks a question on the terminal, before the screen opens. Anything but `y` or `yes` means no, including the end of the input (Ctrl-D).

@throws The signal's reason, when it is aborted before there is an answer.
*/
export async function askYesNo(
	question: string,
	{
		input,
		output,
		signal,
	}: {
		readonly input: ReadStream;
		readonly output: WriteStream;
		readonly signal: AbortSignal;
	},
): Promise<boolean> {
	// Line by line, as the terminal delivers them: Ctrl-C stays a signal.
	const lines = createInterface({input, output, terminal: false});
	try {
		// `question` never settles when the input ends.
		const answer = await Promise.race([
			lines.question(question, {signal}),
			once(lines, 'close').then(() => ''),
		]);
		return /^\s*y(?:es)?\s*$/i.test(answer);
	} finally {
		lines.close();
	}
}
