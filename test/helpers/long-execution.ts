import {type Flavour} from '../../source/server/flavour.js';
import {all} from './terminal.js';

/** Files so large that the server works visibly long before it writes the row. MariaDB takes a binary blob too fast for that. */
export const largeFiles: Readonly<Record<Flavour, readonly string[]>> = {
	mysql: ['--size=40MB'],
	mariadb: ['--size=48MB', '--protocol=text'],
};

/** The server has the INSERT of a file, counted from 0, and does not write the row yet. */
export function executes(file: number) {
	return all(
		new RegExp(String.raw`▸ random_file-${file}\.bin +execute `),
		/server {2}(?:Execute|Query) \/ starting/,
	);
}
