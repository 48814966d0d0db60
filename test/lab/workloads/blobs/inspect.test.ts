import test from 'ava';
import {
	divide,
	type StoredFile,
} from '../../../../source/lab/workloads/blobs/inspect.js';

/** Stored rows with these hashes. */
function stored(...hashes: readonly string[]): StoredFile[] {
	return hashes.map((hash, index) => ({
		id: String(index + 1),
		name: `random_file-${index}.bin`,
		size: 3,
		hash,
		isEqual: true,
	}));
}

/** The run's files with these hashes. */
function steps(...hashes: readonly string[]) {
	return stored(...hashes).map(({name, hash}, step) => ({step, name, hash}));
}

test("the run's rows are known by their hashes, and are intact if bytes and name are", t => {
	const [first, second, third] = stored('a', 'b', 'c');
	t.truthy(first && second && third);
	if (!first || !second || !third) {
		return;
	}

	const rows = [first, {...second, isEqual: false}, {...third, name: 'x'}];
	t.deepEqual(divide(rows, steps('a', 'b', 'c')), {
		rowsPerStep: 1,
		found: [
			{step: 0, rows: 1, intact: 1},
			{step: 1, rows: 1, intact: 0},
			{step: 2, rows: 1, intact: 0},
		],
		contents: {
			columns: ['id', 'file_name', 'file_size', 'file_hash'],
			rows: [
				{cells: ['1', 'random_file-0.bin', 3, 'a'], isIntact: true},
				{cells: ['2', 'random_file-1.bin', 3, 'b'], isIntact: false},
				{cells: ['3', 'x', 3, 'c'], isIntact: false},
			],
		},
	});
});

test("rows that are not the run's are separated, and a copy is one of them", t => {
	const {found, contents, foreign} = divide(stored('a', 'b', 'a'), steps('a'));
	t.deepEqual(found, [{step: 0, rows: 1, intact: 1}]);
	t.deepEqual(
		contents.rows.map(({cells}) => cells[0]),
		['1'],
	);
	t.is(foreign?.number, 2);
	t.deepEqual(
		foreign?.rows.map(({cells}) => cells[0]),
		['2', '3'],
	);
	t.false('foreign' in divide(stored('a'), steps('a', 'b')));
});

test('of many foreign rows the number and the first 20 are reported', t => {
	const {foreign} = divide(
		stored(...Array.from({length: 21}, () => 'x')),
		steps(),
	);
	t.is(foreign?.number, 21);
	t.is(foreign?.rows.length, 20);
});
