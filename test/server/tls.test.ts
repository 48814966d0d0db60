import {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import test from 'ava';
import {type Tls} from '../../source/server/address.js';
import {amazonAuthorities, readTlsOptions} from '../../source/server/tls.js';
import {createAuthority, type Authority} from '../helpers/certificates.js';

let authority: Authority;

test.before(async () => {
	authority = await createAuthority();
});

test.after.always(async () => {
	await authority.remove();
});

const read = async (tls: Tls, host = 'db.example') =>
	readTlsOptions({address: {type: 'tcp', host, port: 3306}, tls});

test('each mode has its checks', async t => {
	const {ca} = authority;
	const text = await readFile(ca, 'utf8');
	t.is(await read({mode: 'DISABLED', ca}), undefined);
	const unchecked = {rejectUnauthorized: false, verifyIdentity: false};
	t.deepEqual(await read({mode: 'PREFERRED', ca}), unchecked);
	t.deepEqual(await read({mode: 'REQUIRED', ca}), unchecked);
	t.deepEqual(await read({mode: 'VERIFY_CA', ca}), {
		ca: text,
		rejectUnauthorized: true,
		verifyIdentity: false,
	});
	t.deepEqual(await read({mode: 'VERIFY_IDENTITY', ca}), {
		ca: text,
		rejectUnauthorized: true,
		verifyIdentity: true,
	});
});

test('every connection has its own options, so that each checks the certificate', async t => {
	const tls: Tls = {mode: 'VERIFY_IDENTITY', ca: authority.ca};
	t.not(await read(tls), await read(tls));
});

const authorities: ReadonlyArray<readonly [host: string, isAmazon: boolean]> = [
	['lab.abc123.eu-west-1.rds.amazonaws.com', true],
	['lab.cluster-ro-abc123.eu-west-1.RDS.amazonaws.com', true],
	['lab.proxy-abc123.eu-west-1.rds.amazonaws.com.', true],
	['lab.abc123.rds.cn-north-1.amazonaws.com.cn', false],
	['rds.amazonaws.com.example', false],
	['myrds.amazonaws.com', false],
];
for (const [host, isAmazon] of authorities) {
	test(`${host}: ${isAmazon ? 'Amazon’s' : 'Node’s'} authorities`, async t => {
		for (const mode of ['VERIFY_CA', 'VERIFY_IDENTITY'] as const) {
			const options = await read({mode}, host);
			t.deepEqual(options?.ca, isAmazon ? amazonAuthorities() : undefined);
		}

		const unchecked = await read({mode: 'REQUIRED'}, host);
		t.is(unchecked?.ca, undefined);
	});
}

test("Amazon's bundle contains authorities, and a named file takes precedence", async t => {
	const bundle = amazonAuthorities().map(text => new X509Certificate(text));
	t.true(bundle.some(({subject}) => subject.includes('RDS eu-west-1 Root CA')));
	t.true(bundle.every(({ca}) => ca));
	const {ca} = authority;
	const options = await read(
		{mode: 'VERIFY_CA', ca},
		'lab.abc123.eu-west-1.rds.amazonaws.com',
	);
	t.is(options?.ca, await readFile(ca, 'utf8'));
});

test('a file may have several authorities', async t => {
	const one = await readFile(authority.ca, 'utf8');
	const several = await authority.write('several.pem', `# two\n${one}\n${one}`);
	const options = await read({mode: 'VERIFY_CA', ca: several});
	t.is(options?.ca, await readFile(several, 'utf8'));
	const broken = await authority.write(
		'second-broken.pem',
		one + one.replace(/M.{9}/, 'AAAAAAAAAA'),
	);
	await t.throwsAsync(read({mode: 'VERIFY_CA', ca: broken}), {
		message: `${broken} (--ssl-ca) contains no certificate in PEM format, or a broken one.`,
	});
});

test("one file may have both the client's certificate and its key", async t => {
	const {cert, key} = await authority.issue('both', []);
	const text = await readFile(cert, 'utf8');
	const both = await authority.write(
		'both.pem',
		text + (await readFile(key, 'utf8')),
	);
	const options = await read({mode: 'REQUIRED', cert: both});
	t.is(options?.cert, options?.key);
	t.deepEqual(options, await read({mode: 'REQUIRED', key: both}));
});

test("files that can't be used are refused", async t => {
	const {ca, write} = authority;
	const {cert, key} = await authority.issue('client', []);
	const another = await authority.issue('another', []);
	const empty = await write('empty.pem', '');
	const text = await write('text.pem', 'no certificate');
	const missing = `${ca}.missing`;
	const cases: ReadonlyArray<readonly [tls: Partial<Tls>, message: string]> = [
		[
			{ca: missing},
			`${missing} (--ssl-ca) can't be read: it does not exist (ENOENT). Name a PEM file.`,
		],
		[
			{ca: '/'},
			"/ (--ssl-ca) can't be read: it is a folder (EISDIR). Name a PEM file.",
		],
		[
			{ca: empty},
			`${empty} (--ssl-ca) contains no certificate in PEM format, or a broken one.`,
		],
		[
			{ca: key},
			`${key} (--ssl-ca) contains no certificate in PEM format, or a broken one.`,
		],
		[
			{cert: text, key},
			`${text} (--ssl-cert) contains no certificate in PEM format, or a broken one.`,
		],
		[
			{cert, key: missing},
			`${missing} (--ssl-key) can't be read: it does not exist (ENOENT). Name a PEM file.`,
		],
		[
			{cert, key: text},
			`${text} (--ssl-key) contains no private key in PEM format that works without a passphrase.`,
		],
		[
			{cert},
			`${cert} (--ssl-key) contains no private key in PEM format that works without a passphrase.`,
		],
		[
			{cert, key: another.key},
			`The key in ${another.key} (--ssl-key) does not belong to the certificate in ${cert} (--ssl-cert).`,
		],
	];
	for (const [files, message] of cases) {
		await t.throwsAsync(read({mode: 'VERIFY_CA', ...files}), {
			name: 'Refusal',
			message,
		});
	}
});
