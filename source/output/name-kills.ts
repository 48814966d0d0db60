/** Such as `kill 1`, `kills 1, 2`, `kills 1, 3 to 5`. Pure. */
export function nameKills(kills: readonly number[]): string {
	const ranges: Array<{first: number; last: number}> = [];
	for (const kill of kills) {
		const range = ranges.at(-1);
		if (range?.last === kill - 1) {
			range.last = kill;
		} else {
			ranges.push({first: kill, last: kill});
		}
	}

	return `${kills.length === 1 ? 'kill' : 'kills'} ${ranges
		.map(({first, last}) =>
			last > first + 1
				? `${first} to ${last}`
				: [...new Set([first, last])].join(', '),
		)
		.join(', ')}`;
}
