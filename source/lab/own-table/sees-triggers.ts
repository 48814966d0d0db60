import {type Connection} from 'mysql2';
import {type Flavour} from '../../server/flavour.js';
import {productOf} from '../../server/product.js';
import {readAnswers} from '../../server/read-answers.js';
import {allows, type Grants} from '../account/grants.js';
import {readGrants} from '../account/read-grants.js';
import {type StoredNames} from './stored-names.js';

/** The privileges that show an account the triggers of others. MariaDB names them, without their bodies, to accounts that may insert [measured: 10.11 and 11.8; MySQL 9.7 does not]. */
const seeing: Readonly<Record<Flavour, readonly string[]>> = {
	mysql: ['TRIGGER'],
	mariadb: ['TRIGGER', 'INSERT'],
};

/** Whether an account with these grants would be shown a trigger of the table. Pure. */
export function showTriggers(
	grants: Grants,
	flavour: Flavour,
	names: StoredNames,
): boolean {
	return seeing[flavour].some(privilege => allows(grants, privilege, names));
}

/** The same, asked of the server. @throws mysql2's error, when the connection is lost. */
export async function seesTriggers(
	connection: Connection,
	names: StoredNames,
): Promise<boolean> {
	const {flavour} = productOf(await readAnswers(connection));
	const grants = await readGrants(connection);
	return grants.type === 'seen' && showTriggers(grants.value, flavour, names);
}
