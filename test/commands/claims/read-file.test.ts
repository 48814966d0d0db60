import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {readClaimsFile} from '../../../source/commands/claims/read-file.js';
import {jsonLine} from '../../../source/output/json-lines.js';
import {Refusal} from '../../../source/refusal.js';
import {claimsBegan, claimTested} from '../../helpers/claims-story.js';
import {temporaryFolder} from '../../sandbox/temporary-folder.js';

test('what was written is what is read, server by server', async t => {
	const file = path.join(await temporaryFolder(t), 'claims.jsonl');
	const [mysql, mariadb] = [claimsBegan('mysql'), claimsBegan('mariadb')];
	const [first, second] = [claimTested(), claimTested({name: 'c2'})];
	await writeFile(
		file,
		[mysql, first, second, mariadb, first]
			.map(line => `${jsonLine(line)}\n`)
			.join(''),
	);
	t.deepEqual(readClaimsFile(file), [
		{began: mysql, tested: [first, second]},
		{began: mariadb, tested: [first]},
	]);
});

const foreign: ReadonlyArray<
	readonly [name: string, text: string, message: RegExp]
> = [
	['nothing', '', /is empty: nothing was tested/],
	['a diary', 'dear diary\n', /^Line 1 of .* is none that kill-lab claims/],
	[
		'no server',
		`${jsonLine(claimTested())}\n`,
		/^Line 1 of .* is none that kill-lab claims/,
	],
	[
		'a line of a sweep',
		`${jsonLine(claimsBegan('mysql'))}\n${jsonLine({type: 'trial'})}\n`,
		/^Line 2 of .* is none that kill-lab claims/,
	],
	[
		'another schema',
		`${JSON.stringify({...claimsBegan('mysql'), schema: 99})}\n`,
		/its schema is 99, and this version reads 1/,
	],
];

for (const [name, text, message] of foreign) {
	test(`a file with ${name} is refused`, async t => {
		const file = path.join(await temporaryFolder(t), 'claims.jsonl');
		await writeFile(file, text);
		t.throws(() => readClaimsFile(file), {instanceOf: Refusal, message});
	});
}

test('a file that is not there is refused', async t => {
	const file = path.join(await temporaryFolder(t), 'none.jsonl');
	t.throws(() => readClaimsFile(file), {
		instanceOf: Refusal,
		message: /can't be read/,
	});
});
