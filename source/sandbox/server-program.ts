import {createHash} from 'node:crypto';
import {type SandboxFlavour} from './flavour.js';

/** A server program that can be run: where it is and how it is called. */
export type ServerProgram = {
	readonly flavour: SandboxFlavour;
	/** The plain number, such as `9.7.4`. */
	readonly version: string;
	/** For a person: `MySQL 9.7.4 from Debian sid` or `MariaDB 10.11.18 (/usr/sbin/mariadbd)`. */
	readonly label: string;
	/** The program and the arguments that come before all options. */
	readonly command: readonly string[];
	/** Options that say where the program's own files are; none when it knows by itself. */
	readonly places: readonly string[];
	/** Whether it was fetched together with all libraries that it needs. */
	readonly hasOwnLibraries: boolean;
	/** Whether it is used only when its version is asked for. */
	readonly isOnRequest: boolean;
	/** Folder of MariaDB's SQL files that make the system tables. */
	readonly sqlFolder?: string;
	/** Told apart by this from other builds of the same version. */
	readonly identity: string;
};

/** Name of the folder in the cache that holds the data directory template of a program. */
export function templateName(program: ServerProgram, format: number): string {
	const hash = createHash('sha256')
		.update(JSON.stringify([program.identity, program.command, format]))
		.digest('hex')
		.slice(0, 12);
	return `data-${program.flavour}-${program.version}-${hash}`;
}
