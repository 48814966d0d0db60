import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {folderPrefix} from './folder-prefix.js';
import {ownOwner, ownerFile} from './owner.js';

/**
Creates a folder (mode 0700) that names this process as its owner.

Synchronous, so that no signal can come between the folder and its owner.

@throws {Error} of Node's file system if it can't be created.
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
