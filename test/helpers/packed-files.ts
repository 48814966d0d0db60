import {readFileSync, readdirSync, statSync} from 'node:fs';
import path from 'node:path';

/** What npm packs whatever `files` says. */
const always = ['license', 'package.json', 'readme.md'];

/** The files of a path: itself, or all that are in it. */
function filesIn(place: string): readonly string[] {
	return statSync(place).isDirectory()
		? readdirSync(place, {recursive: true, encoding: 'utf8'})
				.map(name => path.join(place, name))
				.filter(file => statSync(file).isFile())
		: [place];
}

/** The folders and files that package.json has packed. `dist` is left out: it is built. */
function packedPlaces(): readonly string[] {
	const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
	const files: unknown =
		typeof manifest === 'object' && manifest !== null && 'files' in manifest
			? manifest.files
			: [];
	return Array.isArray(files)
		? files.map(String).filter(place => place !== 'dist')
		: [];
}

/** The files of npm's package, besides what is built, as paths from the project's folder. A name with `!` is not packed. */
export function packedFiles(): readonly string[] {
	const places = packedPlaces();
	const out = new Set(
		places
			.filter(place => place.startsWith('!'))
			.flatMap(place => filesIn(place.slice(1))),
	);
	return [...places.filter(place => !place.startsWith('!')), ...always]
		.flatMap(place => filesIn(place))
		.filter(file => !out.has(file))
		.toSorted();
}
