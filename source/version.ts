import {createRequire} from 'node:module';

type Manifest = {readonly version: string};

// The package's own name finds it from wherever this file was built to.
// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- It is this package's own manifest.
const manifest = createRequire(import.meta.url)(
	'kill-lab/package.json',
) as Manifest;

/** The version of this program. */
export const {version} = manifest;
