import {Readable} from 'node:stream';
import {type ConnectionOptions} from 'mysql2';
import {connectError} from './greeting.js';

/** Why a server gets no file: it could ask for any. */
export function noFile(): Error {
	return connectError(
		'LOCAL_INFILE',
		'the server asked for a file of this machine, and gets none',
	);
}

/**
Options of mysql2 for LOAD DATA LOCAL: a server that asks for a file of this machine gets none. It could ask during any statement.

@param loadsLines - The connection runs LOAD DATA LOCAL itself, which the server refuses to a client without this capability. mysql2 still gives no file; `loadLines` has the lines.
*/
export function localInfile(
	loadsLines: boolean,
): Pick<ConnectionOptions, 'flags' | 'infileStreamFactory'> {
	return {
		flags: [`${loadsLines ? '+' : '-'}LOCAL_FILES`],
		infileStreamFactory: () =>
			new Readable({
				read() {
					this.destroy(noFile());
				},
			}),
	};
}
