import test from 'ava';
import {
	binaryValue,
	executeHead,
	lengthEncodedInteger,
	longDataHeader,
	parameterType,
	type ParameterType,
	type PlainValue,
} from '../../../source/lab/upload/execute-packet.js';
import {HexEncoder, hex} from '../../../source/lab/upload/hex-encoder.js';
import {queryAround} from '../../../source/lab/upload/query-packet.js';
import {literal} from '../../../source/server/literal.js';

const integers: ReadonlyArray<readonly [number, string]> = [
	[0, '00'],
	[250, 'fa'],
	[251, 'fcfb00'],
	[252, 'fcfc00'],
	[65_535, 'fcffff'],
	[65_536, 'fd000001'],
	[16_777_215, 'fdffffff'],
	[16_777_216, 'fe0000000100000000'],
	[2 ** 32, 'fe0000000001000000'],
	[2 ** 53 - 1, 'feffffffffffff1f00'],
];
for (const [value, bytes] of integers) {
	test(`length-encoded ${value}`, t => {
		t.is(hex(lengthEncodedInteger(value)), bytes);
	});
}

const values: ReadonlyArray<readonly [PlainValue, ParameterType, string]> = [
	['', 'string', '00'],
	['aü', 'string', '0361c3bc'],
	[5, 'integer', '0500000000000000'],
	[-1, 'integer', 'ffffffffffffffff'],
	[-0, 'integer', '0000000000000000'],
	[2 ** 53 - 1, 'integer', 'ffffffffffff1f00'],
	[2 ** 53, 'double', '0000000000004043'],
	[0.5, 'double', '000000000000e03f'],
];
for (const [value, type, bytes] of values) {
	test(`${typeof value} ${value} in the binary protocol`, t => {
		t.is(parameterType(value), type);
		t.is(hex(binaryValue(value)), bytes);
	});
}

test('COM_STMT_EXECUTE has the types of its parameters', t => {
	const types = ['string', 'file', 'integer', 'double'] as const;
	t.is(
		hex(executeHead({statementId: 258, types, queryAttributes: false})),
		['17', '02010000', '00', '01000000', '00', '01', 'fd00fc0008000500'].join(
			'',
		),
	);
});

test('with query attributes COM_STMT_EXECUTE counts its parameters and gives them empty names', t => {
	const types = ['string', 'file', 'integer', 'double'] as const;
	t.is(
		hex(executeHead({statementId: 258, types, queryAttributes: true})),
		[
			'17',
			'02010000',
			'08',
			'01000000',
			'04',
			'00',
			'01',
			'fd0000fc0000080000050000',
		].join(''),
	);
});

for (const [count, width] of [
	[1, 1],
	[8, 1],
	[9, 2],
] as const) {
	test(`${count} parameters have ${width} bytes for NULLs`, t => {
		const types = Array.from({length: count}, () => 'integer' as const);
		t.is(
			executeHead({statementId: 1, types, queryAttributes: false}).length,
			10 + width + 1 + 2 * count,
		);
	});
}

test('COM_STMT_SEND_LONG_DATA has the numbers of statement and parameter', t => {
	t.is(
		hex(longDataHeader(258, 3, 65_536)),
		['070001', '00', '18', '02010000', '0300'].join(''),
	);
});

test('every byte becomes two hexadecimal digits', t => {
	const encoder = new HexEncoder(256);
	const all = Uint8Array.from({length: 256}, (_, index) => index);
	const digits = new TextDecoder().decode(encoder.encode(all));
	t.is(digits, hex(all));
	t.true(digits.startsWith('000102'));
	t.true(digits.endsWith('fdfeff'));
	t.is(encoder.encode(new Uint8Array(0)).length, 0);
	t.is(new TextDecoder().decode(encoder.encode(Uint8Array.of(0xa0))), 'a0');
});

test('literals need no escaping', t => {
	t.is(literal(`O'\\`), String.raw`_utf8mb4 x'4f275c'`);
	t.is(literal(''), `_utf8mb4 x''`);
	t.is(literal(-0.5), '-0.5');
	t.is(literal(12), '12');
});

for (const queryAttributes of [false, true]) {
	test(`COM_QUERY around a file, query attributes: ${queryAttributes}`, t => {
		const {head, tail} = queryAround({
			pieces: ['INSERT INTO t VALUES (', ', ', ', ', ')'],
			before: ['a'],
			after: [7],
			queryAttributes,
		});
		const start = queryAttributes ? '\u0003\u0000\u0001' : '\u0003';
		t.is(
			new TextDecoder().decode(head),
			`${start}INSERT INTO t VALUES (_utf8mb4 x'61', x'`,
		);
		t.is(new TextDecoder().decode(tail), `', 7)`);
	});
}
