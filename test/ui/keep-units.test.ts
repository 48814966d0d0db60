import test from 'ava';
import {freeUnits, keepUnits} from '../../source/ui/keep-units.js';

const cases: ReadonlyArray<readonly [text: string, kept: string]> = [
	['OK 0.4 ms after', 'OK 0.4_ms after'],
	['2 of 10 rows, 100 MB', '2 of 10_rows, 100_MB'],
	['1 row left', '1_row left'],
	['1 file, 1 kill', '1_file, 1_kill'],
	['at 50 % of it', 'at 50_% of it'],
	['error 1317 at', 'error_1317 at'],
	['seen by connection 44', 'seen by connection_44'],
	['12 months, 3 items', '12 months, 3 items'],
];

for (const [text, kept] of cases) {
	test(`"${text}" keeps its numbers and units together`, t => {
		t.is(keepUnits(text).replaceAll('\u00A0', '_'), kept);
		t.is(freeUnits(keepUnits(text)), text);
	});
}
