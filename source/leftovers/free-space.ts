import fs from 'node:fs/promises';

/** The space that this user can fill on the disk of a folder, in bytes. @throws the file system's error. */
export async function freeSpace(folder: string): Promise<number> {
	const {bavail, bsize} = await fs.statfs(folder);
	return bavail * bsize;
}
