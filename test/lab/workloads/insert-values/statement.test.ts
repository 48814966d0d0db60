import {Buffer} from 'node:buffer';
import test from 'ava';
import {
	valuesPieces,
	valuesSize,
} from '../../../../source/lab/workloads/insert-values/statement.js';

for (const rows of [1, 9, 10, 11, 99, 100, 251, 1234]) {
	test(`the size of a statement of ${rows} rows is known before it is made`, async t => {
		const pieces: Uint8Array[] = [];
		for await (const piece of valuesPieces('`Schéma`.`t`', rows)) {
			pieces.push(piece);
		}

		const text = Buffer.concat(pieces);
		t.is(text.length, valuesSize('`Schéma`.`t`', rows));
		t.is(text.toString().split('),(').length, rows);
		t.true(
			text.toString().startsWith("INSERT INTO `Schéma`.`t` VALUES (1,1,'y"),
		);
		t.true(text.toString().endsWith("')"));
	});
}
