import fs from 'node:fs/promises';

/** Whether there is something at a path that this user can see. */
export async function exists(file: string): Promise<boolean> {
	try {
		await fs.access(file);
		return true;
	} catch {
		return false;
	}
}
