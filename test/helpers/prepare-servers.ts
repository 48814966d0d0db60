import process from 'node:process';
import {flavours, sandboxServer} from './server.js';

// The test files run side by side: without this, each of them would fetch the servers for itself on a new machine.
for (const flavour of flavours) {
	const server = await sandboxServer(flavour);
	process.stdout.write(`Tests use ${server.label}\n`);
	await server.stop();
}
