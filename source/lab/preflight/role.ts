import {type ServerRole} from '../events/events.js';
import {isOn, type Readings} from './readings.js';

/** What a server is for, from what was read of it. Pure. */
export function roleOf(readings: Pick<Readings, 'variables'>): ServerRole {
	return {
		isReadOnly: (
			['read_only', 'super_read_only', 'innodb_read_only'] as const
		).some(name => isOn(readings, name)),
	};
}
