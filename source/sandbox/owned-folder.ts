import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {ownOwner, ownerFile} from './owner.js';

/** What the folders of this project in a temporary directory start with. */
export const folderPrefix = 'kill-lab-';

/**
Makes a new folder (mode 0700) that names this process as its owner.

It is done in one go, without waiting, so that a signal cannot come between the folder and its owner.

@throws {Error} of Node's file system when it cannot be made.
*/
export function createOwnedFolder(base: string): string {
	const owner = JSON.stringify(ownOwner());
	const folder = mkdtempSync(path.join(base, folderPrefix));
	try {
		writeFileSync(path.join(folder, ownerFile), owner, {mode: 0o600});
	} catch (error: unknown) {
		rmSync(folder, {recursive: true, force: true});
		throw error;
	}

	return folder;
}
