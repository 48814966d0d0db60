import {parseTlsMode, type GivenTls} from './tls-words.js';

/**
What an option in a file changes in the requested encryption `tls`: MySQL's words, and MariaDB's for the same.

MariaDB's `ssl` asks for encryption, `skip-ssl` for none, `ssl-verify-server-cert` for the authority and the host name.

@returns What is new, `undefined` for what is cancelled; nothing for an option about something else.
*/
export function changeTls(
	tls: GivenTls,
	name: string,
	value: string | undefined,
): GivenTls | 'wrong' | undefined {
	switch (name) {
		case 'ssl-mode': {
			const mode = parseTlsMode(value ?? '');
			return mode === undefined ? 'wrong' : {mode};
		}

		case 'ssl-ca':
		case 'ssl-cert':
		case 'ssl-key': {
			return {[fileOf[name]]: value === '' ? undefined : value};
		}

		case 'server-public-key-path': {
			return {publicKeyFile: value === '' ? undefined : value};
		}

		default: {
			return changeAsking(name, value) ?? changeByMariadbWord(tls, name, value);
		}
	}
}

const fileOf = {'ssl-ca': 'ca', 'ssl-cert': 'cert', 'ssl-key': 'key'} as const;

function changeAsking(
	name: string,
	value: string | undefined,
): GivenTls | undefined {
	const read = readSwitch(name, value);
	return read.word === 'get-server-public-key'
		? {asksForPublicKey: read.isOn}
		: undefined;
}

function changeByMariadbWord(
	tls: GivenTls,
	name: string,
	value: string | undefined,
): GivenTls | undefined {
	const read = readSwitch(name, value);
	return read.word === 'ssl' || read.word === 'ssl-verify-server-cert'
		? {mode: modeOf(tls, read.word, read.isOn)}
		: undefined;
}

/** An option that is on or off, as the servers' own clients read it: `skip-` and `disable-` before the name turn it off, and so does an unknown value. */
function readSwitch(
	name: string,
	value = '1',
): {readonly word: string; readonly isOn: boolean} {
	const [, prefix, word = name] =
		/^(skip|disable|enable)-(.*)$/s.exec(name) ?? [];
	return {
		word,
		isOn:
			prefix === undefined
				? ['1', 'on', 'true'].includes(value.toLowerCase())
				: prefix === 'enable',
	};
}

function modeOf(
	{mode = 'PREFERRED'}: GivenTls,
	word: 'ssl' | 'ssl-verify-server-cert',
	isOn: boolean,
): NonNullable<GivenTls['mode']> {
	const verifies = mode === 'VERIFY_CA' || mode === 'VERIFY_IDENTITY';
	if (word === 'ssl') {
		return isOn ? (verifies ? mode : 'REQUIRED') : 'DISABLED';
	}

	return isOn ? 'VERIFY_IDENTITY' : verifies ? 'REQUIRED' : mode;
}
