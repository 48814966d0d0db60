import fs from 'node:fs/promises';
import path from 'node:path';
import {isMissing} from './file-failure.js';

/**
Makes a folder and the missing ones above it. Node's own `recursive` never returns in an existing folder that accepts no new one, such as /proc [measured: Node 20.20].

@param mode - The permissions of the new folders.
@throws the file system's error.
*/
export async function makeFolders(folder: string, mode: number): Promise<void> {
	try {
		await fs.mkdir(folder, {mode});
	} catch (error: unknown) {
		const parent = path.dirname(folder);
		if (await isFolder(folder)) {
			return;
		}

		if (!isMissing(error) || (await isFolder(parent))) {
			throw error;
		}

		await makeFolders(parent, mode);
		await makeFolders(folder, mode);
	}
}

async function isFolder(name: string): Promise<boolean> {
	try {
		const found = await fs.stat(name);
		return found.isDirectory();
	} catch {
		return false;
	}
}
