import fs from 'node:fs/promises';

/** Whether a path exists, as far as this user can see. */
export async function exists(file: string): Promise<boolean> {
	try {
		await fs.access(file);
		return true;
	} catch {
		return false;
	}
}
