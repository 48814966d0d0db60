import {createHash} from 'node:crypto';
import {appendFile, mkdtemp, rm, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {
	FileSizeError,
	FileSource,
	pieceSize,
} from '../../../source/lab/upload/file-source.js';

let folder: string;
test.before(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-test-'));
});
test.after.always(async () => {
	await rm(folder, {recursive: true, force: true});
});

async function makeFile(name: string, bytes: Uint8Array): Promise<string> {
	const file = path.join(folder, name);
	await writeFile(file, bytes);
	return file;
}

function numbered(size: number): Uint8Array {
	return Uint8Array.from({length: size}, (_, index) => index % 251);
}

for (const size of [
	0,
	1,
	pieceSize - 1,
	pieceSize,
	pieceSize + 1,
	5 * pieceSize,
]) {
	test(`${size} bytes are read unchanged, piece by piece`, async t => {
		const bytes = numbered(size);
		const source = await FileSource.open({
			path: await makeFile(`whole-${size}`, bytes),
			size,
		});
		const pieces: number[] = [];
		const buffers = new Set<ArrayBufferLike>();
		const hash = createHash('sha256');
		let offset = 0;
		for await (const piece of source.pieces()) {
			hash.update(piece);
			offset += piece.length;
			pieces.push(piece.length);
			buffers.add(piece.buffer);
		}

		t.is(offset, size);
		t.is(hash.digest('hex'), createHash('sha256').update(bytes).digest('hex'));
		t.is(pieces.length, Math.ceil(size / pieceSize));
		t.true(buffers.size <= 2);
		await source.close();
	});
}

test('a file of another length is refused', async t => {
	const file = await makeFile('ten', numbered(10));
	await t.throwsAsync(FileSource.open({path: file, size: 9}), {
		instanceOf: FileSizeError,
		message: /is longer than 9 bytes/,
	});
	await t.throwsAsync(FileSource.open({path: file, size: 11}), {
		instanceOf: FileSizeError,
		message: /is shorter than 11 bytes/,
	});
	await t.throwsAsync(FileSource.open({path: `${file}-none`, size: 1}), {
		code: 'ENOENT',
	});
});

test('a file that is cut short while it is read is noticed', async t => {
	const size = 4 * pieceSize;
	const file = await makeFile('cut', numbered(size));
	const source = await FileSource.open({path: file, size});
	await truncate(file, pieceSize + 5);
	const read = async () => {
		let offset = 0;
		for await (const piece of source.pieces()) {
			offset += piece.length;
		}

		return offset;
	};

	await t.throwsAsync(read(), {instanceOf: FileSizeError, message: /shorter/});
	await source.close();
});

test('a file that grows is noticed before its last piece', async t => {
	const size = 3 * pieceSize;
	const file = await makeFile('grown', numbered(size));
	const source = await FileSource.open({path: file, size});
	await appendFile(file, 'x');
	let seen = 0;
	const read = async () => {
		for await (const piece of source.pieces()) {
			seen += piece.length;
		}
	};

	await t.throwsAsync(read(), {instanceOf: FileSizeError, message: /longer/});
	t.is(seen, 2 * pieceSize);
	await source.close();
});
