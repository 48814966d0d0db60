import process from 'node:process';
import {type Connection} from 'mysql2';
import {setStatement, type Finding} from '../../lab/events/finding.js';
import {openJournal, type Entry, type Journal} from '../../settings/journal.js';
import {stateFolder} from '../../settings/state-folder.js';
import {ownUser} from '../../server/own-user.js';
import {findLeftSettings} from '../../settings/put-back.js';

/** The journal of this user. */
export function openUserJournal(): Journal {
	return openJournal(stateFolder(process.env, ownUser(process.env).home).value);
}

/** Who made an entry, in words: a lab that is gone. */
export function describeOwner({owner, at}: Entry): string {
	return `a kill-lab that did not exit cleanly (process ${owner.pid}, ${new Date(at).toISOString()})`;
}

/** The settings that a killed lab left changed on the server, as findings. @throws mysql2's error. */
export async function lookForLeftSettings(
	connection: Connection,
): Promise<readonly Finding[]> {
	const left = await findLeftSettings(connection, openUserJournal());
	return left.map(({variable, entry, value, old}) => ({
		type: 'warning',
		what: variable,
		value,
		needed: `${old}, as before`,
		why: `${describeOwner(entry)} left it changed`,
		mend: {
			type: 'statement',
			sql: setStatement({variable, value: old}),
			instead: 'start kill-lab on this server: it puts the old value back',
		},
	}));
}
