import process from 'node:process';
import {sandboxServer, testedServers} from './server.js';

// The test files run side by side: without this, each of them would fetch the servers for itself on a new machine.
for (const {flavour, ...options} of testedServers) {
	const server = await sandboxServer(flavour, options);
	process.stdout.write(`Tests use ${server.label}\n`);
	await server.stop();
}
