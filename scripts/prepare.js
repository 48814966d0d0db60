import {existsSync} from 'node:fs';
import process from 'node:process';

// Builds the program after an installation. An installation for production does not have what builds it.
const compiler = new URL('../node_modules/typescript/bin/tsc', import.meta.url);

if (existsSync(compiler)) {
	await import('./build.js');
} else {
	process.stderr.write(
		'kill-lab is not built: TypeScript is not installed here, as with NODE_ENV=production or --omit=dev. Run: npm ci --include=dev && npm run build\n',
	);
}
