import process from 'node:process';
import {type Flavour} from '../../source/server/flavour.js';
import {clusterProgram} from '../clusters/programs.js';
import {clientPrograms} from './client-programs.js';
import {mariadbPlugins} from './server-plugins.js';
import {flavours, sandboxServer, testedServers} from './server.js';
import {fetchedShells} from './shells.js';

// The test files run in parallel: on a new machine each of them would otherwise download the servers.
for (const {flavour, ...options} of testedServers) {
	const server = await sandboxServer(flavour, options);
	process.stdout.write(`Tests use ${server.label}\n`);
	await server.stop();
}

for (const flavour of flavours) {
	await prepareClients(flavour);
	await clusterProgram(flavour);
}

for (const {flavour, ...options} of testedServers) {
	if (flavour === 'mariadb') {
		await preparePlugins('version' in options ? options.version : undefined);
	}
}

if (!(await fetchedShells())) {
	process.stdout.write(
		'Without zsh and fish, which the archive has, their completion is not tested.\n',
	);
}

/** The plugins that MariaDB's server does not include. */
async function preparePlugins(version?: string): Promise<void> {
	try {
		await mariadbPlugins(version, {fetch: true});
	} catch (error: unknown) {
		process.stdout.write(
			`Without the plugins of MariaDB ${version ?? ''}, logging in by ed25519 and parsec and METADATA_LOCK_INFO are not tested: ${String(error)}\n`,
		);
	}
}

/** The servers' own client programs, to compare how they read option files. */
async function prepareClients(flavour: Flavour): Promise<void> {
	try {
		await clientPrograms(flavour, {fetch: true});
	} catch (error: unknown) {
		process.stdout.write(
			`Without the client programs of ${flavour}, tests compare with what was recorded: ${String(error)}\n`,
		);
	}
}
