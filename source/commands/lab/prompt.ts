import {factsNeeding} from '../../lab/workloads/facts/registry.js';
import {readOneStatement} from '../../lab/workloads/sql/statement.js';
import {type LabCommand} from '../../keys/lab-keys.js';
import {
	edit,
	lineBelow,
	remember,
	type Line,
} from '../../terminal/edit-line.js';
import {type Key} from '../../terminal/key.js';
import {type Presses} from './presses.js';

/** The line at which a person types the statement of the next run. What stands there when it is closed is there when it opens again. */
export type Prompt = {
	readonly line: () => Line;
	/** The statement that was taken last, or that the command line has; absent: there is none. */
	readonly statement: () => string | undefined;
	/** What a key does while the line is open. @param command - What it would stand for otherwise. */
	readonly press: (key: Key, command: LabCommand | undefined) => void;
};

/** Makes the line, above it the statement of the command line if there is one. */
export function createPrompt({
	given,
	presses,
	show,
	close,
}: {
	readonly given: string | undefined;
	readonly presses: Pick<Presses, 'press'>;
	/** Shows the open line, and why the last key did nothing or did harm. */
	readonly show: (line: Line, why?: string) => void;
	readonly close: () => void;
}): Prompt {
	let line = lineBelow(given === undefined ? [] : [given]);

	const take = () => {
		if (line.text.trim() === '') {
			show(line, 'Nothing is typed yet.');
			return;
		}

		const read = readOneStatement(line.text);
		if ('wrong' in read) {
			show(line, `Not taken: ${read.wrong}.`);
			return;
		}

		const {statement} = read;
		line = remember(line, statement);
		close();
		presses.press({
			type: 'choose',
			workload: factsNeeding('sql'),
			statement,
		});
	};

	return {
		line: () => line,
		statement: () => line.history.at(-1),
		press(key, command) {
			if (command === 'close') {
				close();
				return;
			}

			if (command === 'confirm') {
				take();
				return;
			}

			const next = edit(line, key);
			if (!next) {
				show(line, 'No room for that: a statement has 64 KiB at most.');
				return;
			}

			line = next;
			show(
				line,
				key.type === 'paste' && hidesRest(key.text)
					? 'A comment to the end of its line hides what follows, now that the lines are joined.'
					: undefined,
			);
		},
	};
}

/** Whether a text of several lines seems to have a comment that ends with its line. Pure. */
export function hidesRest(text: string): boolean {
	const lines = text.trim().split(/[\r\n]+/);
	return lines.slice(0, -1).some(line => /(?:^|\s)(?:#|--(?:\s|$))/.test(line));
}
