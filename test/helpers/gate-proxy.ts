import {once} from 'node:events';
import net from 'node:net';

/** A TCP proxy that holds data until something has happened. */
export type GateProxy = {
	readonly port: number;
	/** From now on nothing passes on any connection, as on a network that drops packets. */
	readonly fallSilent: () => void;
	readonly close: () => void;
};

const host = '127.0.0.1';

/**
Starts a proxy.

@param port - Where the server listens.
@param gate - Called with what a client is about to send, which is passed on once the call has resolved.
@param answerGate - The same for what the server sends; called with what the client has sent last.
*/
export async function startGateProxy(
	port: number,
	gate: (sent: string) => Promise<void>,
	answerGate: (sent: string) => Promise<void> = async () => undefined,
): Promise<GateProxy> {
	let isSilent = false;
	const sockets = new Set<net.Socket>();
	const server = net.createServer(client => {
		const upstream = net.connect(port, host);
		sockets.add(client).add(upstream);
		let turn = Promise.resolve();
		let answerTurn = Promise.resolve();
		let sent = '';
		client.on('data', (data: Uint8Array) => {
			const pass = async () => {
				sent = new TextDecoder('latin1').decode(data);
				await gate(sent);
				if (!isSilent) {
					upstream.write(data);
				}
			};

			turn = turn.then(pass);
		});
		upstream.on('data', (data: Uint8Array) => {
			const pass = async () => {
				await answerGate(sent);
				if (!isSilent) {
					client.write(data);
				}
			};

			answerTurn = answerTurn.then(pass);
		});
		for (const [one, other] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			one.on('error', () => {
				other.destroy();
			});
			one.on('close', () => {
				other.destroy();
			});
		}
	});
	server.listen(0, host);
	await once(server, 'listening');
	const address = server.address();

	return {
		port: typeof address === 'object' ? (address?.port ?? 0) : 0,
		fallSilent() {
			isSilent = true;
		},
		close() {
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}
		},
	};
}
