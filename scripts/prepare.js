import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

// Builds the program after an installation. An installation for production does not have what builds it.
const compiler = fileURLToPath(
	new URL('../node_modules/typescript/bin/tsc', import.meta.url),
);

if (existsSync(compiler)) {
	const {status} = spawnSync(
		process.execPath,
		[compiler, '--project', 'tsconfig.build.json'],
		{stdio: 'inherit'},
	);
	process.exitCode = status ?? 1;
} else {
	process.stderr.write(
		'kill-lab is not built: TypeScript is not installed here, as with NODE_ENV=production or --omit=dev. Run: npm ci --include=dev && npm run build\n',
	);
}
