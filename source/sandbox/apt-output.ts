/** One package in the archive. */
export type ArchivePackage = {
	readonly name: string;
	/** The full version, with epoch and revision, such as `1:10.11.18-0+deb12u1`. */
	readonly version: string;
	/** Bytes to download. */
	readonly size: number;
};

/** Reads the lines `'URI' FILE SIZE HASH` of `apt-get --print-uris install`. */
export function parseUris(text: string): ArchivePackage[] {
	return text.split('\n').flatMap(line => {
		const match = /^'[^']+' (\S+)_(\S+)_[^_\s]+\.deb (\d+)(?: |$)/.exec(line);
		const [, name, version, size] = match ?? [];
		if (name === undefined || version === undefined) {
			return [];
		}

		// A colon cannot be in a file name, so apt writes it as %3a.
		return [{name, version: decodeURIComponent(version), size: Number(size)}];
	});
}

/** Reads the lines `NAME | VERSION | PLACE` of `apt-cache madison`, which has the newest first. */
export function parseVersions(text: string): string[] {
	const versions = text.split('\n').flatMap(line => {
		const [, version = ''] = line.split('|');
		return version.trim() || [];
	});
	return [...new Set(versions)];
}

/**
Orders the packages that may hold a server: `mysql-server-core` itself first, then (as Ubuntu names them)
`mysql-server-core-8.4` before `mysql-server-core-8.0`.
*/
export function rankCandidates(
	names: readonly string[],
	base: string,
): string[] {
	const versioned = names
		.filter(
			name =>
				name.startsWith(`${base}-`) &&
				/^\d+(?:\.\d+)*$/.test(name.slice(base.length + 1)),
		)
		.toSorted((a, b) => b.localeCompare(a, 'en', {numeric: true}));
	return names.includes(base) ? [base, ...versioned] : versioned;
}

/** The version of a package without epoch and revision: `1:10.11.18-0+deb12u1` is `10.11.18`. */
export function upstreamVersion(version: string): string {
	return version.replace(/^\d+:/, '').replace(/[+~-].*$/, '');
}

/** A package version as part of a folder name. */
export function versionInPath(version: string): string {
	return version.replace(/^\d+:/, '').replaceAll(/[^\w.+~-]/g, '_');
}
