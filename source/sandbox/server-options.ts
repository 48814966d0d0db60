import process from 'node:process';
import {dataOption} from '../leftovers/stale.js';
import {type Flavour} from '../server/flavour.js';
import {type ServerProgram} from './server-program.js';

/** An address on this machine's loopback interface. */
export type TcpPlace = {readonly host: string; readonly port: number};

/**
Options for both the server and the creation of a data directory. `--no-defaults` must be the first.

The data are throwaway, so nothing is made durable. A redo log of 100 MB is enough for ten files of 100 MB in one
transaction, commit and rollback (measured on MySQL 9.7.4, MariaDB 10.11 and 11.8). `loose-` makes a version that
does not support an option ignore it.
*/
export function commonOptions(
	program: ServerProgram,
	folder: string,
): readonly string[] {
	return [
		'--no-defaults',
		// Both servers refuse to run as root without it; as any other user they warn about the option.
		...(process.getuid?.() === 0 ? ['--user=root'] : []),
		...program.places,
		dataOption(folder),
		`--tmpdir=${folder}`,
		'--skip-log-bin',
		'--innodb-flush-log-at-trx-commit=0',
		'--innodb-doublewrite=OFF',
		'--innodb-use-native-aio=OFF',
		'--innodb-buffer-pool-size=128M',
		...flavourOptions[program.flavour],
	];
}

/** All options of a running sandbox server. Without `tcp` it listens on its unix socket only. */
export function serverOptions(
	program: ServerProgram,
	folder: string,
	tcp?: TcpPlace & {readonly initFile: string},
): readonly string[] {
	return [
		...commonOptions(program, folder),
		`--socket=${socketPath(folder)}`,
		...(tcp
			? [
					`--bind-address=${tcp.host}`,
					`--port=${tcp.port}`,
					`--init-file=${tcp.initFile}`,
				]
			: ['--skip-networking']),
		'--skip-name-resolve',
		'--max-allowed-packet=1G',
		'--innodb-log-buffer-size=16M',
		'--max-connections=40',
		'--table-open-cache=200',
	];
}

/** Path of a sandbox's unix socket. The name is one letter, since such paths must be short. */
export function socketPath(folder: string): string {
	return `${folder}/s`;
}

const flavourOptions: Record<Flavour, readonly string[]> = {
	mysql: [
		'--loose-mysqlx=OFF',
		'--secure-file-priv=NULL',
		// For the workload of LOAD DATA LOCAL. MariaDB allows it by default.
		'--local-infile=ON',
		'--loose-innodb-redo-log-capacity=100M',
		// So that it tells how far an ALTER TABLE is.
		'--loose-performance-schema-consumer-events-stages-current=ON',
	],
	mariadb: ['--innodb-log-file-size=96M', '--performance-schema=ON'],
};
