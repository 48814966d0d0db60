import {Buffer} from 'node:buffer';
import test from 'ava';
import {
	linesName,
	linesPieces,
	linesSize,
	loadStatement,
} from '../../../../source/lab/workloads/load-data/lines.js';

for (const rows of [1, 9, 10, 251, 1234]) {
	test(`the size of ${rows} lines is known before they are made`, async t => {
		const pieces: Uint8Array[] = [];
		for await (const piece of linesPieces(rows)) {
			pieces.push(piece);
		}

		const lines = Buffer.concat(pieces).toString().split('\n');
		t.is(lines.join('\n').length, linesSize(rows));
		t.is(lines.pop(), '');
		t.is(lines.length, rows);
		for (const [index, line] of lines.entries()) {
			t.regex(
				line,
				new RegExp(String.raw`^${index + 1},1,y{200},[\da-f]{64}$`),
			);
		}
	});
}

test('the statement says a name that no file has, and the columns in the order of the lines', t => {
	t.is(
		loadStatement('`a`.`b`'),
		`LOAD DATA LOCAL INFILE '${linesName}' INTO TABLE \`a\`.\`b\` CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' (id, version, payload, @proof) SET proof = UNHEX(@proof)`,
	);
	t.notRegex(linesName, /[/\\']/);
});
