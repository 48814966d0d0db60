import {createHash} from 'node:crypto';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {
	supplyFiles,
	type FileSupply,
} from '../../../../source/lab/workloads/blobs/file-supply.js';
import {fillRandom, type FillRandom} from '../../../../source/random.js';
import {changePlan} from '../../../helpers/blobs.js';
import {plan} from '../../../helpers/story.js';

type Supplied = {
	readonly files: FileSupply;
	readonly folder: string;
	readonly onDisk: () => Promise<readonly string[]>;
};

async function supplied(
	t: ExecutionContext,
	{
		fill = fillRandom,
		size = 600_000,
		signal = new AbortController().signal,
	}: {fill?: FillRandom; size?: number; signal?: AbortSignal} = {},
): Promise<Supplied> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-test-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	const files = supplyFiles({
		plan: changePlan(plan, {files: 3, size}),
		folder,
		fill,
		signal,
	});
	return {
		files,
		folder,
		async onDisk() {
			const names = await readdir(folder);
			return names.toSorted();
		},
	};
}

test('a file has the hash that it is said to have, made ahead or in its turn, and is removed', async t => {
	const {files, onDisk} = await supplied(t);
	for (const file of [0, 1, 2]) {
		const made = await files.take(file);
		const bytes = await readFile(made.path);
		t.is(bytes.length, 600_000);
		t.is(createHash('sha256').update(bytes).digest('hex'), made.hash);
		if (file === 0) {
			files.makeAhead(1);
			// A statement that is tried again.
			files.makeAhead(1);
		}

		await made.remove();
	}

	await files.close();
	t.deepEqual(await onDisk(), []);
});

test('it is made while nobody waits for it', async t => {
	let filled = 0;
	const {files, onDisk} = await supplied(t, {
		async fill(piece) {
			filled++;
			await fillRandom(piece);
		},
	});
	files.makeAhead(1);
	const {hash} = await files.take(1);
	const all = filled;
	t.true(all > 1);
	t.is(hash.length, 64);
	t.deepEqual(await onDisk(), ['random_file-1.bin']);
	files.makeAhead(2);
	await files.close();
	t.deepEqual(await onDisk(), ['random_file-1.bin']);
});

test('one that is not wanted any more is not made to its end', async t => {
	const {files, onDisk} = await supplied(t, {
		fill: async (_piece, signal) =>
			new Promise((_resolve, reject) => {
				signal?.addEventListener('abort', () => {
					reject(new Error('aborted'));
				});
			}),
	});
	files.makeAhead(1);
	await files.close();
	t.deepEqual(await onDisk(), []);
});

test('what fails ahead is made again in its turn', async t => {
	let calls = 0;
	const {files, onDisk} = await supplied(t, {
		async fill(piece) {
			calls++;
			if (calls === 1) {
				throw new Error('full');
			}

			return fillRandom(piece);
		},
	});
	files.makeAhead(1);
	const {path: file, remove} = await files.take(1);
	const bytes = await readFile(file);
	t.is(bytes.length, 600_000);
	t.is(calls, 4);
	await remove();
	t.deepEqual(await onDisk(), []);
});

test('what fails in its turn is for everybody to see', async t => {
	const {files, onDisk} = await supplied(t, {
		async fill() {
			throw new Error('full');
		},
	});
	files.makeAhead(1);
	await t.throwsAsync(files.take(1), {message: 'full'});
	t.deepEqual(await onDisk(), []);
	await files.close();
});

test('nothing is made ahead on a disk that has no room for it', async t => {
	let filled = 0;
	const {files, onDisk} = await supplied(t, {
		size: Number.MAX_SAFE_INTEGER,
		async fill() {
			filled++;
		},
	});
	files.makeAhead(1);
	await files.close();
	t.is(filled, 0);
	t.deepEqual(await onDisk(), []);
});
