import {parseTlsMode, type GivenTls} from './tls-words.js';

/** What a URI says about a server, as text. */
export type GivenUri = {
	readonly host?: string;
	readonly port?: string;
	readonly user?: string;
	readonly password?: string;
	readonly database?: string;
	readonly tls: GivenTls;
};

const form =
	'Write the server as mysql://user@host:port/database, with a port up to 65535. In a name or password write %40 for @, %2F for /, %3F for ? and %23 for #.';
const notUnderstood =
	'After its ? a URI takes ssl-mode=, ssl-ca=, ssl-cert=, ssl-key=, server-public-key-path= and get-server-public-key=true, and no #. In a name or password write %3F for ? and %23 for #.';

/** Reads a URI. Errors do not repeat its text, which may contain a password. */
export function readUri(text: string): GivenUri | {readonly wrong: string} {
	const uri = URL.canParse(text) ? new URL(text) : undefined;
	if (
		!uri ||
		!['mysql:', 'mariadb:'].includes(uri.protocol) ||
		// A password that is not escaped would become a host and a schema.
		/[/@]/.test(uri.pathname.slice(1))
	) {
		return {wrong: form};
	}

	const tls = uri.hash === '' ? readQuery(uri.searchParams) : undefined;
	if (!tls) {
		return {wrong: notUnderstood};
	}

	try {
		const host = decodeURIComponent(uri.hostname);
		const user = decodeURIComponent(uri.username);
		const password = decodeURIComponent(uri.password);
		const database = decodeURIComponent(uri.pathname.slice(1));
		return {
			...(host && {host}),
			...(uri.port && {port: uri.port}),
			...(user && {user}),
			...(password && {password}),
			...(database && {database}),
			tls,
		};
	} catch {
		return {
			wrong:
				'The URI has a % that is not followed by two hexadecimal digits. Write %25 instead.',
		};
	}
}

/** The words after the `?`, in MySQL Shell's spelling [manual], each once. */
function readQuery(query: URLSearchParams): GivenTls | undefined {
	let tls: GivenTls = {};
	const seen = new Set<string>();
	for (const [name, value] of query) {
		const change = seen.has(name) ? undefined : readParameter(name, value);
		if (!change) {
			return undefined;
		}

		seen.add(name);
		tls = {...tls, ...change};
	}

	return tls;
}

function readParameter(name: string, value: string): GivenTls | undefined {
	if (value === '') {
		return undefined;
	}

	switch (name) {
		case 'ssl-mode': {
			const mode = parseTlsMode(value);
			return mode && {mode};
		}

		case 'ssl-ca': {
			return {ca: value};
		}

		case 'ssl-cert': {
			return {cert: value};
		}

		case 'ssl-key': {
			return {key: value};
		}

		case 'server-public-key-path': {
			return {publicKeyFile: value};
		}

		case 'get-server-public-key': {
			const isOn = /^(?:true|1)$/i.test(value);
			return isOn || /^(?:false|0)$/i.test(value)
				? {asksForPublicKey: isOn}
				: undefined;
		}

		default: {
			return undefined;
		}
	}
}
