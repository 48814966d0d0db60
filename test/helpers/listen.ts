import {createServer, type Socket} from 'node:net';
import {type Address} from '../../source/server/address.js';

/** Something on the loopback interface that listens, and is not a server. */
export type Listener = {
	readonly address: Extract<Address, {type: 'tcp'}>;
	readonly close: () => Promise<void>;
};

/** Listens on a free port, and passes each connection on. */
export async function listen(
	onConnection: (socket: Socket) => void,
): Promise<Listener> {
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		// The other end may leave.
		socket.on('error', () => {
			socket.destroy();
		});
		onConnection(socket);
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});

	const address = server.address();
	if (typeof address !== 'object' || address === null) {
		throw new Error('The listener has no port');
	}

	return {
		address: {type: 'tcp', host: '127.0.0.1', port: address.port},
		async close() {
			for (const socket of sockets) {
				socket.destroy();
			}

			await new Promise(resolve => {
				server.close(resolve);
			});
		},
	};
}
