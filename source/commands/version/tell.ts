/** What the program runs on. */
export type Surroundings = {
	/** Of kill-lab. */
	readonly version: string;
	/** Of Node.js. */
	readonly node: string;
	/** The system and the processor. */
	readonly platform: string;
	/** Of each package that matters; `undefined`: it is not installed. */
	readonly packages: Readonly<Record<string, string | undefined>>;
	/** What each server is called, those that are installed first. */
	readonly servers: readonly string[];
	/** The folder of the downloaded servers. */
	readonly cache: string;
};

/** What `--version --verbose` prints. Pure. */
export function tellVersion({
	version,
	node,
	platform,
	packages,
	servers,
	cache,
}: Surroundings): string {
	const rows: ReadonlyArray<readonly [string, readonly string[]]> = [
		['kill-lab', [version]],
		['Node.js', [node]],
		['platform', [platform]],
		...Object.entries(packages).map(
			([name, found = 'not installed']) => [name, [found]] as const,
		),
		[
			'servers',
			servers.length === 0 ? ['none on this machine or in the cache'] : servers,
		],
		['cache', [cache]],
	];
	return rows
		.flatMap(([name, texts]) =>
			texts.map(
				(text, index) => `${(index === 0 ? name : '').padEnd(10)}${text}\n`,
			),
		)
		.join('');
}
