import {type KillChoice} from '../lab/kills/choose-route.js';
import {flags} from './flags.js';
import {type Given} from './read-flags.js';

/** How kills are to be sent. @throws {WrongArguments} for a way that does not exist. */
export function readKillChoice({
	killVia = 'auto',
	killSoft,
	killByQueryId,
}: Given): KillChoice {
	return {
		via: flags.killVia.read(killVia),
		soft: killSoft,
		byQueryId: killByQueryId,
	};
}
