import {type AttachCommand} from '../../keys/attach-keys.js';
import {parseFilter, type Condition} from '../../lab/attach/filter.js';
import {
	edit,
	lineBelow,
	remember,
	type Line,
} from '../../terminal/edit-line.js';
import {type Key} from '../../terminal/key.js';

/** The line at which a filter is typed. */
export type FilterLine = {
	/** Opens it with what is there already. */
	readonly open: (text: string) => void;
	/** What a key does while it is open. @param command - What it would stand for otherwise. */
	readonly press: (key: Key, command: AttachCommand | undefined) => void;
};

/** Makes the line. */
export function createFilterLine({
	show,
	close,
	take,
}: {
	/** Shows the open line, and why the last key did nothing. */
	readonly show: (line: Line, why?: string) => void;
	readonly close: () => void;
	readonly take: (text: string, conditions: readonly Condition[]) => void;
}): FilterLine {
	let line: Line = lineBelow([]);

	const takeLine = () => {
		const conditions = parseFilter(line.text);
		if ('wrong' in conditions) {
			show(line, conditions.wrong);
			return;
		}

		const text = line.text.trim();
		line = remember(line, text);
		take(text, conditions);
	};

	return {
		open(text) {
			line = {...lineBelow(line.history), text, cursor: text.length};
			show(line);
		},
		press(key, command) {
			if (command === 'close') {
				close();
			} else if (command === 'confirm') {
				takeLine();
			} else {
				const next = edit(line, key);
				line = next ?? line;
				show(line, next ? undefined : 'No room for that.');
			}
		},
	};
}
