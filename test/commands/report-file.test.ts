import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {
	checkReport,
	reportName,
	writeReport,
} from '../../source/commands/report-file.js';
import {openReporter} from '../../source/commands/reporter.js';
import {sittingOf} from '../../source/lab/history/sitting.js';
import {reportBeginning} from '../../source/output/report.js';
import {Refusal} from '../../source/refusal.js';
import {rolledBack} from '../helpers/stories.js';

const old = `${reportBeginning}old\n`;
const next = `${reportBeginning}new\n`;

async function temporaryFolder(t: ExecutionContext): Promise<string> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'report-'));
	t.teardown(async () => {
		await fs.rm(folder, {recursive: true});
	});
	return folder;
}

async function said(file: string): Promise<readonly string[]> {
	const lines: string[] = [];
	await checkReport(file, line => {
		lines.push(line);
	});
	return lines;
}

async function modeOf(file: string): Promise<string> {
	const {mode} = await fs.stat(file);
	return (mode % 0o1000).toString(8);
}

test('a new report is for its user only, and the folder has nothing else', async t => {
	const folder = await temporaryFolder(t);
	const file = path.join(folder, 'run.md');
	t.deepEqual(await said(file), []);
	t.deepEqual(await fs.readdir(folder), []);
	await writeReport(file, next);
	t.is(await fs.readFile(file, 'utf8'), next);
	t.is(await modeOf(file), '600');
	t.deepEqual(await fs.readdir(folder), ['run.md']);
});

test('an earlier report is replaced, which is said, and keeps its permissions', async t => {
	const folder = await temporaryFolder(t);
	const file = path.join(folder, 'run.md');
	await fs.writeFile(file, old);
	await fs.chmod(file, 0o644);
	t.deepEqual(await said(file), [`Replacing the report ${file}.`]);
	t.is(await fs.readFile(file, 'utf8'), old);
	await writeReport(file, next);
	t.is(await fs.readFile(file, 'utf8'), next);
	t.is(await modeOf(file), '644');
});

test('somebody who reads the earlier report while it is replaced has all of it', async t => {
	const file = path.join(await temporaryFolder(t), 'run.md');
	await fs.writeFile(file, old);
	const reader = await fs.open(file);
	await writeReport(file, next);
	t.is(await reader.readFile('utf8'), old);
	await reader.close();
});

test('a file that is no report stays as it is', async t => {
	const file = path.join(await temporaryFolder(t), 'notes.md');
	await fs.writeFile(file, '# Mine\n');
	const expected = {
		instanceOf: Refusal,
		message: `${file} exists and is not a report, so it is left alone. Name another file with --report.`,
	};
	await t.throwsAsync(said(file), expected);
	await t.throwsAsync(writeReport(file, next), expected);
	t.is(await fs.readFile(file, 'utf8'), '# Mine\n');
});

test('an empty file is filled without a word', async t => {
	const file = path.join(await temporaryFolder(t), 'run.md');
	await fs.writeFile(file, '');
	t.deepEqual(await said(file), []);
	await writeReport(file, next);
	t.is(await fs.readFile(file, 'utf8'), next);
});

test('a link stays one: the file behind it is replaced', async t => {
	const folder = await temporaryFolder(t);
	const file = path.join(folder, 'run.md');
	const link = path.join(folder, 'link.md');
	await fs.writeFile(file, old);
	await fs.symlink('run.md', link);
	await writeReport(link, next);
	t.is(await fs.readlink(link), 'run.md');
	t.is(await fs.readFile(file, 'utf8'), next);
});

for (const [what, name, why] of [
	['a missing folder', 'nowhere/run.md', 'the folder does not exist (ENOENT)'],
	['a folder', '.', 'it is a folder (EISDIR)'],
	[
		'a file for a folder',
		'file/run.md',
		'part of the path is not a folder (ENOTDIR)',
	],
] as const) {
	test(`${what} is refused before anybody waits`, async t => {
		const folder = await temporaryFolder(t);
		await fs.writeFile(path.join(folder, 'file'), '');
		const file = path.join(folder, name);
		const expected = {
			instanceOf: Refusal,
			message: `The report ${file} can't be written: ${why}.`,
		};
		await t.throwsAsync(said(file), expected);
		await t.throwsAsync(writeReport(file, next), expected);
	});
}

test('a full disk is told', async t => {
	await t.throwsAsync(writeReport('/dev/full', next), {
		instanceOf: Refusal,
		message:
			"The report /dev/full can't be written: the disk is full (ENOSPC).",
	});
});

test('a report that nobody has named has the date', t => {
	t.is(
		reportName(new Date(2026, 0, 5, 3, 4, 5)),
		'kill-lab-2026-01-05-030405.md',
	);
});

test('a key and the end write one after the other', async t => {
	const file = path.join(await temporaryFolder(t), 'run.md');
	const {events} = rolledBack();
	let told = events.slice(0, 5);
	const {now, end} = await openReporter(file, () => sittingOf(told), {
		startedAt: 0,
		say: t.fail,
	});
	const first = now();
	told = events;
	await end();
	t.is(await first, file);
	t.regex(await fs.readFile(file, 'utf8'), /^## Run 1: rolled back whole$/m);
});

test('without a file the end writes none', async t => {
	const {end} = await openReporter(undefined, () => sittingOf([]), {
		startedAt: 0,
		say: t.fail,
	});
	await t.notThrowsAsync(end);
});
