import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {spelled, type Flag} from '../../source/options/flag.js';
import {flags} from '../../source/options/flags.js';
import {parseArguments} from '../../source/options/parse-command-line.js';
import {surroundingsOf} from '../../source/server/surroundings.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

/** They ask for something else than a run. */
const others: ReadonlySet<string> = new Set(['help', 'version', 'verbose']);

const takenByDoctor = Object.entries<Flag>(flags).filter(
	([name, {takenBy}]) => takenBy.includes('doctor') && !others.has(name),
);

/** A value that each flag takes, where its record has no words for it. */
const values: Readonly<Record<string, string>> = {
	host: 'db',
	port: '1',
	connectTimeout: '5',
	loginPath: 'far',
	scale: '2',
	sql: 'DO 1',
	times: '2',
	files: '2',
	size: '1MB',
	kill: 'query@commit',
};

/** What a flag means only beside others. */
const beside: Readonly<Record<string, readonly string[]>> = {
	times: ['--sql=DO 1'],
	scale: ['--workload=update'],
};

for (const [name, flag] of takenByDoctor) {
	const typed = spelled(name, flag);
	test(`doctor says that a setting came from ${typed}`, async t => {
		const home = await temporaryFolder(t);
		const file = path.join(home, 'x');
		await fs.writeFile(file, '');
		const value = values[name] ?? flag.value?.words?.[0] ?? file;
		const wanted = parseArguments(
			[
				'doctor',
				...(flag.type === 'boolean' ? [typed] : [`${typed}=${value}`]),
				...(beside[name] ?? []),
				...(name === 'defaults' ? ['--user=ann'] : []),
			],
			{
				...surroundingsOf({}, {userName: 'ann', home}, () => undefined),
				readOptions: () => ({
					lines: [],
					files: [
						{
							file,
							origin: {
								type: 'flag',
								flag: name.startsWith('defaults') ? typed : '--other',
							},
						},
					],
				}),
				readText: () => 'DO 1',
			},
		);
		if (wanted.type !== 'doctor') {
			throw new Error(JSON.stringify(wanted));
		}

		t.true(
			wanted.origins.some(
				({origin}) => origin.type === 'flag' && origin.flag === typed,
			),
			`${JSON.stringify(wanted.origins)}`,
		);
	});
}
