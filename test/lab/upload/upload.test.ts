import test from 'ava';
import {type Connection} from 'mysql2';
import {utf8} from '../../../source/lab/upload/bytes.js';
import {pieceSize} from '../../../source/lab/upload/file-source.js';
import {largestPacket} from '../../../source/lab/upload/framing.js';
import {hex} from '../../../source/lab/upload/hex-encoder.js';
import {usesQueryAttributes} from '../../../source/lab/upload/mysql2-internals.js';
import {protocols, type Protocol} from '../../../source/lab/upload/protocol.js';
import {query} from '../../../source/server/statement.js';
import {flavours} from '../../helpers/server.js';
import {sizeFor} from './payloads.js';
import {
	fileName,
	megabyte,
	openUploadLab,
	startUpload,
	type UploadLab,
} from './upload-lab.js';

const labs = new Map<string, UploadLab>();

test.before(async () => {
	await Promise.all(
		flavours.map(async flavour => {
			labs.set(flavour, await openUploadLab(flavour, 33 * megabyte));
		}),
	);
});
test.after.always(async () => {
	await Promise.all([...labs.values()].map(async lab => lab.close()));
});
test.afterEach.always(() => {
	for (const lab of labs.values()) {
		lab.hangUp();
	}
});

function labOf(flavour: string): UploadLab {
	const lab = labs.get(flavour);
	if (!lab) {
		throw new Error(`There is no ${flavour}`);
	}

	return lab;
}

type Case = {readonly size: number; readonly half?: number};

/** Uploads a file and returns what the server says about it, with what must be true. */
async function uploadAndCompare(
	lab: UploadLab,
	connection: Connection,
	protocol: Protocol,
	{size, half = -0.5}: Case,
) {
	const {path, hash} = await lab.file(size);
	await query(connection, 'BEGIN');
	const upload = startUpload(connection, {
		protocol,
		file: {path, size},
		half,
	});
	await upload.done;
	const rows = await query(
		connection,
		'SELECT HEX(name) AS name, CAST(LENGTH(data) AS CHAR) AS length, SHA2(data, 256) AS hash, size, half FROM blobs',
	);
	await query(connection, 'ROLLBACK');
	return {
		got: {rows, progress: upload.progress(), sent: upload.sent()},
		expected: {
			rows: [
				{
					name: hex(utf8(fileName)).toUpperCase(),
					length: String(size),
					hash,
					size: String(size),
					half,
				},
			],
			progress: size,
			sent: 1,
		},
	};
}

const smallSizes = [
	0,
	1,
	250,
	251,
	252,
	65_535,
	65_536,
	pieceSize - 1,
	pieceSize,
	pieceSize + 1,
	3 * pieceSize,
];

/** Payloads near one full packet and near two. Those on which mysql2 itself makes a mistake are 3 to 1 bytes below. */
const largePayloads = [
	...[-6, -3, -2, -1, 0, 1, 2, 6].map(distance => largestPacket + distance),
	...[-3, -1, 0, 1].map(distance => 2 * largestPacket + distance),
];

for (const flavour of flavours) {
	for (const protocol of protocols) {
		test.serial(
			`${flavour}, ${protocol}: small files arrive whole`,
			async t => {
				const lab = labOf(flavour);
				const connection = await lab.open();
				for (const size of smallSizes) {
					const {got, expected} = await uploadAndCompare(
						lab,
						connection,
						protocol,
						{size},
					);
					t.deepEqual(got, expected, `${size} bytes`);
				}
			},
		);
	}

	for (const protocol of ['binary', 'text'] as const) {
		test.serial(
			`${flavour}, ${protocol}: payloads around full packets arrive whole`,
			async t => {
				const lab = labOf(flavour);
				const connection = await lab.open();
				const queryAttributes = usesQueryAttributes(connection);
				for (const payload of largePayloads) {
					const {got, expected} = await uploadAndCompare(
						lab,
						connection,
						protocol,
						sizeFor(protocol, payload, queryAttributes),
					);
					t.deepEqual(got, expected, `a payload of ${payload} bytes`);
				}
			},
		);
	}

	test.serial(
		`${flavour}, binary and long-data: files around a full packet arrive whole`,
		async t => {
			const lab = labOf(flavour);
			const connection = await lab.open();
			for (const protocol of ['binary', 'long-data'] as const) {
				for (const size of [
					largestPacket - 1,
					largestPacket,
					largestPacket + 1,
				]) {
					const {got, expected} = await uploadAndCompare(
						lab,
						connection,
						protocol,
						{size},
					);
					t.deepEqual(got, expected, `${protocol}, ${size} bytes`);
				}
			}
		},
	);
}

for (const [flavour, over] of [
	['mysql', 'tcp'],
	['mysql', 'tls'],
	['mariadb', 'tcp'],
] as const) {
	for (const protocol of protocols) {
		test.serial(
			`${flavour}, ${protocol}: files arrive whole over ${over}`,
			async t => {
				const lab = labOf(flavour);
				const connection = await lab.open(over);
				const [cipher] = await query(
					connection,
					`SHOW SESSION STATUS LIKE 'Ssl_cipher'`,
				);
				t.is(cipher?.['Value'] !== '', over === 'tls');
				const large =
					protocol === 'long-data'
						? {size: largestPacket}
						: sizeFor(protocol, largestPacket, usesQueryAttributes(connection));
				for (const example of [{size: 0}, {size: 65_536}, large]) {
					const {got, expected} = await uploadAndCompare(
						lab,
						connection,
						protocol,
						example,
					);
					t.deepEqual(got, expected, `${example.size} bytes`);
				}
			},
		);
	}
}

for (const protocol of protocols) {
	test.serial(
		`${protocol}: the session's modes and quotes do not matter`,
		async t => {
			for (const flavour of flavours) {
				const lab = labOf(flavour);
				const connection = await lab.open();
				await query(
					connection,
					`SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES,STRICT_ALL_TABLES'`,
				);
				const {got, expected} = await uploadAndCompare(
					lab,
					connection,
					protocol,
					{size: 1000},
				);
				t.deepEqual(got, expected, `on ${flavour}`);
			}
		},
	);

	test.serial(
		`${protocol}: uploads wait their turn, and leave no statement behind`,
		async t => {
			const lab = labOf('mysql');
			const connection = await lab.open();
			const {path} = await lab.file(megabyte);
			await query(connection, 'BEGIN');
			const answers = await Promise.all([
				startUpload(connection, {protocol, file: {path, size: megabyte}}).done,
				query(connection, 'SELECT 1 AS one'),
				startUpload(connection, {protocol, file: {path, size: megabyte}}).done,
				query(connection, 'SELECT 2 AS two'),
			]);
			t.deepEqual(answers, [1, [{one: '1'}], 1, [{two: '2'}]]);
			const [count] = await query(
				connection,
				'SELECT COUNT(*) AS n FROM blobs',
			);
			t.is(count?.['n'], '2');
			await query(connection, 'ROLLBACK');
			const [statements] = await query(
				connection,
				`SHOW GLOBAL STATUS LIKE 'Prepared_stmt_count'`,
			);
			t.is(statements?.['Value'], '0');
		},
	);
}
