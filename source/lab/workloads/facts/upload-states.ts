import {type Alive} from './contract.js';
import {isTidyingUp} from './thread-states.js';

/** What a thread reports while it writes rows and after that, on either flavour [measured]. */
const writeStates = new Set([
	'update',
	'end',
	'query end',
	'closing tables',
	'waiting for handler commit',
	'commit',
]);

/** How far an INSERT in flight is, from what its thread reports [measured]. While the server receives the packet the thread seems to sleep, and on MariaDB a killed one has no state. */
export function phaseOfUpload({command, state}: Alive): string {
	if (writeStates.has(state.toLowerCase()) || isTidyingUp(state)) {
		return 'write';
	}

	return ['Sleep', 'Long Data'].includes(command) || state === ''
		? 'upload'
		: 'execute';
}
