import test from 'ava';
import {blobsFacts} from '../../source/lab/workloads/blobs/facts.js';
import {
	readCount,
	readKill,
	readRate,
	readSandbox,
	readSchema,
	readSize,
	readScale,
	readSpeed,
	readTimes,
	readTimeLimit,
	WrongArguments,
} from '../../source/options/flag-values.js';
import {flags} from '../../source/options/flags.js';
import {
	readCastSize,
	readCastVersion,
	readSeek,
} from '../../source/options/replay-values.js';

/** Each value, what is read, and `undefined` where it is wrong. */
const values: ReadonlyArray<
	readonly [
		flag: string,
		read: (word: string) => unknown,
		words: ReadonlyArray<readonly [word: string, value: unknown]>,
	]
> = [
	[
		'--sandbox',
		readSandbox,
		[
			['mysql', {flavour: 'mysql'}],
			['mariadb-11.8', {flavour: 'mariadb', version: '11.8'}],
			['mysql-9.7.10', {flavour: 'mysql', version: '9.7.10'}],
			['mysql-8', {flavour: 'mysql', version: '8'}],
			['mysql-9.7.4.1', undefined],
			['mysql-', undefined],
			['-mysql', undefined],
			['mysql-9.', undefined],
			['oracle', undefined],
		],
	],
	[
		'--protocol',
		flags.protocol.read,
		[
			['binary', 'binary'],
			['long-data', 'long-data'],
			['text', 'text'],
			['Text', undefined],
		],
	],
	[
		'--on-interrupt',
		flags.onInterrupt.read,
		[
			['ask', 'ask'],
			['retry', 'retry'],
			['commit', 'commit'],
			['undo', undefined],
		],
	],
	[
		'--kill-via',
		flags.killVia.read,
		[
			['rds', 'rds'],
			['aws', undefined],
		],
	],
	[
		'--expect',
		flags.expect.read,
		[
			['committed', 'committed'],
			['rolled-back', 'rolled-back'],
			['rolled back', undefined],
		],
	],
	[
		'--kill',
		word => readKill(word, blobsFacts, 2),
		[
			[
				'query@2:execute',
				{
					kind: 'query',
					moment: {type: 'phase', step: 1, phase: 'execute', part: 0},
				},
			],
			[
				'query@execute',
				{kind: 'query', moment: {type: 'phase', phase: 'execute', part: 0}},
			],
			[
				'query@commit',
				{kind: 'query', moment: {type: 'phase', phase: 'commit', part: 0}},
			],
			['query@3:execute', undefined],
			['query@9:execute', undefined],
			['query', undefined],
		],
	],
	[
		'--files',
		readCount,
		[
			['1', 1],
			['1000', 1000],
			['0', undefined],
			['1001', undefined],
			['x1', undefined],
			['1.0', undefined],
		],
	],
	[
		'--scale',
		readScale,
		[
			['1', 1],
			['0.001', 0.001],
			['0.25', 0.25],
			['20', 20],
			['12.5', 12.5],
			['0.0009', undefined],
			['20.1', undefined],
			['x1', undefined],
			['1x', undefined],
			['1e1', undefined],
			['', undefined],
		],
	],
	[
		'--times',
		readTimes,
		[
			['1', 1],
			['1000', 1000],
			['0', undefined],
			['1001', undefined],
			['1.5', undefined],
			['x1', undefined],
			['', undefined],
		],
	],
	[
		'--cast-version',
		readCastVersion,
		[
			['2', 'v2'],
			['3', 'v3'],
			['1', undefined],
			['v2', undefined],
			['', undefined],
		],
	],
	[
		'--cast-size',
		readCastSize,
		[
			['60x16', {columns: 60, rows: 16}],
			['300x100', {columns: 300, rows: 100}],
			['59x16', undefined],
			['60x15', undefined],
			['301x40', undefined],
			['120x101', undefined],
			['100', undefined],
			['100x', undefined],
			['100x30x2', undefined],
			['', undefined],
		],
	],
	[
		'--seek',
		readSeek,
		[
			['0%', {type: 'part', part: 0}],
			['50%', {type: 'part', part: 0.5}],
			['100%', {type: 'part', part: 1}],
			['12s', {type: 'time', ms: 12_000}],
			['0.5m', {type: 'time', ms: 30_000}],
			['250ms', {type: 'time', ms: 250}],
			['101%', undefined],
			['50', undefined],
			['-1s', undefined],
			['s', undefined],
			['', undefined],
		],
	],
	[
		'--speed',
		readSpeed,
		[
			['0.125', 0.125],
			['64', 64],
			['10.25', 10.25],
			['0.124', undefined],
			['64.1', undefined],
			['-1', undefined],
			['+1', undefined],
			['1e1', undefined],
			['1.', undefined],
			['', undefined],
		],
	],
	[
		'--ssl-mode',
		flags.sslMode.read,
		[
			['REQUIRED', 'REQUIRED'],
			['ON', undefined],
		],
	],
	[
		'--connect-timeout',
		readTimeLimit,
		[
			['1', 1000],
			['86400', 86_400_000],
			['0', undefined],
		],
	],
	[
		'--size',
		readSize,
		[
			['64k', 65_536],
			['64k/s', undefined],
		],
	],
	[
		'--rate',
		readRate,
		[
			['max', 'max'],
			['64k/s', 65_536],
			['most', undefined],
		],
	],
];

for (const [flag, read, words] of values) {
	for (const [word, value] of words) {
		test(`${flag} ${word}`, t => {
			if (value === undefined) {
				const error = t.throws(() => read(word), {instanceOf: WrongArguments});
				t.is(error.name, 'WrongArguments');
				t.true(error.message.startsWith(flag));
			} else {
				t.deepEqual(read(word), value);
			}
		});
	}
}

test('a file that there is not is named as the person counts', t => {
	t.throws(() => readKill('query@3:execute', blobsFacts, 2), {
		message: '--kill query@3:execute waits for file 3, but --files is 2.',
	});
	t.is(readKill('query@execute', blobsFacts, 0 + 1).kind, 'query');
});

test('no flavour is any server', t => {
	t.is(readSandbox(''), undefined);
});

test('a schema has up to 64 characters of the basic plane, and no space at its end', t => {
	const longest = 'ü'.repeat(64);
	t.is(readSchema(longest), longest);
	t.is(readSchema('a b'), 'a b');
	for (const name of [`${longest}x`, 'lab ', 'la😀b', '😀']) {
		t.throws(() => readSchema(name), {instanceOf: WrongArguments});
	}
});
