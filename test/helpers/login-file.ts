import {Buffer} from 'node:buffer';
import {createCipheriv, randomBytes} from 'node:crypto';
import fs from 'node:fs/promises';

/** Writes a login file as MySQL's manual and source describe it, for machines without `mysql_config_editor`. */
export async function writeLoginFile(
	file: string,
	text: string,
	mode = 0o600,
): Promise<void> {
	const random = randomBytes(20);
	const key = Buffer.from(
		random.subarray(0, 16).map((byte, index) =>
			// eslint-disable-next-line no-bitwise
			index < 4 ? byte ^ (random[index + 16] ?? 0) : byte,
		),
	);
	const lines = text.split(/(?<=\n)/).flatMap(line => {
		const cipher = createCipheriv('aes-128-ecb', key, null);
		const bytes = Buffer.concat([cipher.update(line), cipher.final()]);
		const length = Buffer.alloc(4);
		length.writeInt32LE(bytes.length);
		return [length, bytes];
	});
	await fs.writeFile(file, Buffer.concat([Buffer.alloc(4), random, ...lines]));
	await fs.chmod(file, mode);
}
