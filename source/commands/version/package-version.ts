import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

/** The version of a package as it is installed here; absent: it is not. Many don't export their manifest, so it is looked for above their entry. */
export function packageVersion(name: string): string | undefined {
	let folder: string;
	try {
		folder = path.dirname(fileURLToPath(import.meta.resolve(name)));
	} catch {
		return undefined;
	}

	while (path.dirname(folder) !== folder) {
		const file = path.join(folder, 'package.json');
		const manifest: unknown = existsSync(file)
			? JSON.parse(readFileSync(file, 'utf8'))
			: undefined;
		// A folder inside a package may have one too, without a version.
		if (isManifest(manifest) && manifest.name === name) {
			return manifest.version;
		}

		folder = path.dirname(folder);
	}

	return undefined;
}

function isManifest(
	value: unknown,
): value is {readonly name: string; readonly version: string} {
	return (
		typeof value === 'object' &&
		value !== null &&
		'name' in value &&
		'version' in value &&
		typeof value.version === 'string'
	);
}
