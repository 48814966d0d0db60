import {type Alive} from './contract.js';
import {isEnding} from './thread-states.js';

/** How far an INSERT in flight is, from what its thread reports: `update` while it writes rows [measured]. While the server receives the packet the thread seems to sleep, and on MariaDB a killed one has no state. */
export function phaseOfUpload({command, state}: Alive): string {
	if (state.toLowerCase() === 'update' || isEnding(state)) {
		return 'write';
	}

	return ['Sleep', 'Long Data'].includes(command) || state === ''
		? 'upload'
		: 'execute';
}
