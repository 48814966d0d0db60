import {parseTlsMode, type TlsWords} from './tls-words.js';

/**
What an option of a file changes in the encryption that is asked for: MySQL's words, and MariaDB's for the same.

MariaDB's `ssl` asks for encryption, `skip-ssl` for none, `ssl-verify-server-cert` for the authority and the host name.

@returns Nothing for an option about something else.
*/
export function changeTls(
	tls: TlsWords,
	name: string,
	value: string | undefined,
): TlsWords | 'wrong' | undefined {
	switch (name) {
		case 'ssl-mode': {
			const mode = parseTlsMode(value ?? '');
			return mode === undefined ? 'wrong' : {...tls, mode};
		}

		case 'ssl-ca':
		case 'ssl-cert':
		case 'ssl-key': {
			const {[fileOf[name]]: _, ...rest} = tls;
			return value ? {...rest, [fileOf[name]]: value} : rest;
		}

		default: {
			return changeByMariadbWord(tls, name, value);
		}
	}
}

const fileOf = {'ssl-ca': 'ca', 'ssl-cert': 'cert', 'ssl-key': 'key'} as const;

function changeByMariadbWord(
	tls: TlsWords,
	name: string,
	value = '1',
): TlsWords | undefined {
	const [, prefix, word] =
		/^(?:(skip|disable|enable)-)?(ssl|ssl-verify-server-cert)$/.exec(name) ??
		[];
	if (word === undefined) {
		return undefined;
	}

	const isOn =
		prefix === undefined
			? ['1', 'on', 'true'].includes(value.toLowerCase())
			: prefix === 'enable';
	return {...tls, mode: modeOf(tls, word, isOn)};
}

function modeOf(
	{mode = 'PREFERRED'}: TlsWords,
	word: string,
	isOn: boolean,
): NonNullable<TlsWords['mode']> {
	const verifies = mode === 'VERIFY_CA' || mode === 'VERIFY_IDENTITY';
	if (word === 'ssl') {
		return isOn ? (verifies ? mode : 'REQUIRED') : 'DISABLED';
	}

	return isOn ? 'VERIFY_IDENTITY' : verifies ? 'REQUIRED' : mode;
}
