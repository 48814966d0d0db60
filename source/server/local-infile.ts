import {Readable} from 'node:stream';
import {type ConnectionOptions} from 'mysql2';
import {connectError} from './greeting.js';

/** Options of mysql2 for LOAD DATA LOCAL: a server that asks for a file of this machine gets none. It could ask during any statement. */
export const localInfile = {
	flags: ['-LOCAL_FILES'],
	infileStreamFactory: () =>
		new Readable({
			read() {
				this.destroy(
					connectError(
						'LOCAL_INFILE',
						'the server asked for a file of this machine, and gets none',
					),
				);
			},
		}),
} as const satisfies Partial<ConnectionOptions>;
