import {Buffer} from 'node:buffer';
import {createDecipheriv} from 'node:crypto';

const keyStart = 4;
const keyLength = 20;

/**
Reads the bytes of `.mylogin.cnf`, which `mysql_config_editor` writes: four unused bytes, twenty that make the key, then each line by itself: its length in four bytes, and the line encrypted with AES-128-ECB [measured with MySQL 9.7].

It hides a password from view, but not from anybody who can read the file.

@returns The text of an option file; nothing when the bytes are not such a file.
*/
export function decryptLoginFile(bytes: Uint8Array): string | undefined {
	const key = Buffer.alloc(16);
	for (const [index, byte] of bytes
		.subarray(keyStart, keyStart + keyLength)
		.entries()) {
		// eslint-disable-next-line no-bitwise
		key[index % key.length] = (key[index % key.length] ?? 0) ^ byte;
	}

	const lines: Uint8Array[] = [];
	let rest = Buffer.from(bytes.subarray(keyStart + keyLength));
	while (rest.length > 0) {
		const length = rest.length < 4 ? -1 : rest.readInt32LE();
		if (length < 0 || length > rest.length - 4) {
			return undefined;
		}

		const line = decryptLine(rest.subarray(4, 4 + length), key);
		if (line === undefined) {
			return undefined;
		}

		lines.push(line);
		rest = rest.subarray(4 + length);
	}

	return Buffer.concat(lines).toString('utf8');
}

function decryptLine(
	bytes: Uint8Array,
	key: Uint8Array,
): Uint8Array | undefined {
	// ECB has no initialisation vector, and Node wants `null` for none.

	const cipher = createDecipheriv('aes-128-ecb', key, null);
	try {
		return Buffer.concat([cipher.update(bytes), cipher.final()]);
	} catch {
		return undefined;
	}
}
