import {readFileSync} from 'node:fs';

type Manifest = {readonly version: string};

// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- It is this package's own manifest.
const manifest = JSON.parse(
	readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as Manifest;

/** The version of this program. */
export const {version} = manifest;
