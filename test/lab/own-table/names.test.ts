import test from 'ava';
import {grantName} from '../../../source/lab/account/grants.js';
import {Refusal} from '../../../source/refusal.js';
import {flavours} from '../../../source/sandbox/flavour.js';
import {connect} from '../../../source/server/connect.js';
import {query} from '../../../source/server/statement.js';
import {megabyte, openTestLab, serverOf} from '../../helpers/lab.js';
import {sandboxServer} from '../../helpers/server.js';

const small = {files: 1, size: megabyte};

test('where the server ignores the case of names, two labs share no table, however they spell it, and grants are found', async t => {
	const server = await sandboxServer('mariadb', {
		serverOptions: ['--lower-case-table-names=1'],
	});
	t.teardown(server.stop);
	const root = await connect(serverOf(server));
	t.teardown(() => {
		root.destroy();
	});
	for (const [one, other] of [
		['abc', 'ABC'],
		['Éİ', 'éi'],
	] as const) {
		const lab = await openTestLab(serverOf(server), {schema: one, ...small});
		await t.throwsAsync(
			openTestLab(serverOf(server), {schema: other, ...small}),
			{instanceOf: Refusal, message: /^Another kill-lab /},
		);
		t.like(await lab.verdictOf(), {outcome: 'committed whole'});
		await lab.close();
	}

	await query(root, 'CREATE USER usual');
	await query(
		root,
		'GRANT CREATE, DROP, INSERT, SELECT ON MeasurementDB.* TO usual',
	);
	const lab = await openTestLab(serverOf(server, {user: 'usual'}), {
		schema: 'MeasurementDB',
		...small,
	});
	t.like(await lab.verdictOf(), {outcome: 'committed whole'});
	await lab.close();
	t.deepEqual(await query(root, 'SHOW TABLES FROM MeasurementDB'), []);
});

for (const flavour of flavours) {
	test(`where the case of names counts, schemas that differ only in case are two: ${flavour}`, async t => {
		const server = await sandboxServer(flavour);
		t.teardown(server.stop);
		const one = await openTestLab(serverOf(server), {schema: 'Lab', ...small});
		const other = await openTestLab(serverOf(server), {
			schema: 'lab',
			...small,
		});
		t.like(await one.verdictOf(), {outcome: 'committed whole'});
		t.like(await other.verdictOf(), {outcome: 'committed whole'});
		await one.close();
		await other.close();
	});
}

test("in a GRANT, special characters of a schema's name are escaped", t => {
	t.is(grantName('a_b%c', true), '`a\\_b\\%c`');
	t.is(grantName('a_b', false), '`a_b`');
	t.is(grantName(String.raw`back\slash`, true), '`back\\\\slash`');
});
