import {createHash} from 'node:crypto';
import {type Flavour} from '../server/flavour.js';

/** A server program that can run: where it is and how to call it. */
export type ServerProgram = {
	readonly flavour: Flavour;
	/** The plain number, such as `9.7.4`. */
	readonly version: string;
	/** For messages: `MySQL 9.7.4 from Debian sid` or `MariaDB 10.11.18 (/usr/sbin/mariadbd)`. */
	readonly label: string;
	/** The program, and the arguments before all options. */
	readonly command: readonly string[];
	/** Options that say where the program's own files are; none if it finds them itself. */
	readonly places: readonly string[];
	/** Whether it was downloaded with all the libraries that it needs. */
	readonly hasOwnLibraries: boolean;
	/** Whether it is used only if its version is requested. */
	readonly isOnRequest: boolean;
	/** Folder of the SQL files that create MariaDB's system tables. */
	readonly sqlFolder?: string;
	/** Distinguishes it from other builds of the same version. */
	readonly identity: string;
};

/** Name of the cache folder for a program's data directory template. */
export function templateName(program: ServerProgram, format: number): string {
	const hash = createHash('sha256')
		.update(JSON.stringify([program.identity, program.command, format]))
		.digest('hex')
		.slice(0, 12);
	return `data-${program.flavour}-${program.version}-${hash}`;
}
