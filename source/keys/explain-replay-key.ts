import {type Key} from '../terminal/key.js';
import {labCommand, type LabCommand} from './lab-keys.js';
import {replayCommand} from './replay-keys.js';

const kills: ReadonlySet<LabCommand> = new Set([
	'kill-query',
	'kill-connection',
]);

/** Why a key of the lab does nothing while a recording plays; `undefined` for all others. Pure. */
export function explainReplayKey(key: Key): string | undefined {
	const command = labCommand(key);
	if (
		key.type !== 'character' ||
		command === undefined ||
		replayCommand(key) !== undefined
	) {
		return undefined;
	}

	return kills.has(command)
		? `${key.character} does nothing: a replay kills nothing`
		: `${key.character} does nothing in a replay`;
}
