import {Buffer} from 'node:buffer';
import fs from 'node:fs/promises';

/** The first characters of a file, to know what it is. @param length - Bytes. @throws the system's error, when it can't be read. */
export async function readStart(file: string, length: number): Promise<string> {
	const handle = await fs.open(file);
	try {
		const buffer = Buffer.alloc(length);
		const {bytesRead} = await handle.read(buffer, 0, length, 0);
		return buffer.toString('utf8', 0, bytesRead);
	} finally {
		await handle.close();
	}
}
