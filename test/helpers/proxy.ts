import {Buffer} from 'node:buffer';
import net from 'node:net';
import {once} from 'node:events';

/** A TCP proxy on the loopback interface, like a load balancer or a MySQL proxy in front of servers. */
export type Proxy = {
	readonly port: number;
	/** Cuts a connection, counted from 0 in the order of arrival. */
	readonly cut: (connection: number) => void;
	readonly close: () => void;
};

/** What a proxy does with connections. */
export type ProxyOptions = {
	/** The port on the loopback interface to which a connection goes, counted from 0 in the order of arrival. */
	readonly route: (connection: number) => number;
	/** Cuts a connection after this long without traffic, in ms; absent: never. */
	readonly idleLimit?: number;
	/** Changes what the server sends; `asked` is the last thing that the client has sent on this connection, which is counted from 0. */
	readonly change?: (
		data: Uint8Array,
		asked: Uint8Array,
		connection: number,
	) => Uint8Array;
};

const host = '127.0.0.1';

/** Starts a proxy on a free port. */
export async function startProxy({
	route,
	change = data => data,
	idleLimit = 0,
}: ProxyOptions): Promise<Proxy> {
	const clients: net.Socket[] = [];
	const server = net.createServer(client => {
		const connection = clients.length;
		const upstream = net.connect(route(connection), host);
		clients.push(client);
		const cut = () => {
			client.destroy();
			upstream.destroy();
		};

		// 0 is for ever. Traffic in one direction is enough, as with haproxy [measured].
		let idle = idleLimit > 0 ? setTimeout(cut, idleLimit) : undefined;
		const passed = () => {
			if (idle) {
				clearTimeout(idle);
				idle = setTimeout(cut, idleLimit);
			}
		};

		const stopWaiting = () => {
			clearTimeout(idle);
			idle = undefined;
		};

		let asked: Uint8Array = new Uint8Array();
		client.on('data', (data: Uint8Array) => {
			passed();
			asked = data;
			upstream.write(data);
		});
		upstream.on('data', (data: Uint8Array) => {
			passed();
			client.write(change(data, asked, connection));
		});
		for (const [one, other] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			one.on('error', () => {
				other.destroy();
			});
			one.on('close', () => {
				stopWaiting();
				other.destroy();
			});
		}
	});
	server.listen(0, host);
	await once(server, 'listening');
	const address = server.address();

	return {
		port: typeof address === 'object' ? (address?.port ?? 0) : 0,
		cut(connection) {
			clients[connection]?.destroy();
		},
		close() {
			server.close();
			for (const client of clients) {
				client.destroy();
			}
		},
	};
}

/** The answer to SELECT CONNECTION_ID() from a proxy with its own connection ids: the server's id with another first digit. */
export function renumber(data: Uint8Array, asked: Uint8Array): Uint8Array {
	if (!Buffer.from(asked).includes('SELECT CONNECTION_ID()')) {
		return data;
	}

	const changed = Buffer.from(data).toString('latin1');
	// A row with one column: the number of its digits, then the digits.
	return Buffer.from(
		changed.replace(
			// eslint-disable-next-line no-control-regex -- The packet's own bytes.
			/([\u0001-\u0014])(\d)(\d*)(?=\D*$)/,
			(_, length: string, first: string, rest: string) =>
				`${length}${first === '9' ? '8' : '9'}${rest}`,
		),
		'latin1',
	);
}

/** The options that lead an account through a proxy that can't encrypt. */
export function loginThrough(
	{port}: {readonly port: number},
	user: string,
): readonly string[] {
	return [
		'--no-defaults',
		'-h',
		'127.0.0.1',
		'-P',
		String(port),
		'-u',
		user,
		'--ssl-mode=DISABLED',
		'--get-server-public-key',
	];
}
