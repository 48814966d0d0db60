import {execFile} from 'node:child_process';
import process from 'node:process';
import test from 'ava';

const file = 'man/kill-lab.1';

/** What a program complains of; nothing where this machine does not have it. */
async function complaints(
	program: string,
	args: readonly string[],
): Promise<string> {
	return new Promise(resolve => {
		execFile(
			program,
			[...args],
			{
				env: Object.fromEntries([
					...Object.entries(process.env),
					['LC_ALL', 'C.UTF-8'],
				]),
			},
			(error, _stdout, stderr) => {
				resolve(
					error?.code === 'ENOENT' ? '' : stderr || (error?.message ?? ''),
				);
			},
		);
	});
}

test('groff understands all of the page', async t => {
	t.is(
		await complaints('groff', ['-man', '-ww', '-z', '-Tutf8', '-Kutf8', file]),
		'',
	);
});

test('man shows it without a warning', async t => {
	t.is(await complaints('man', ['--warnings', '-l', file]), '');
});
