import {type Bench, type Trial} from './bench.js';
import {endWords} from './client.js';
import {type Seen} from './contract.js';
import {type ClaimName} from './list.js';
import {schema} from './tables.js';

/** Makes an account anew that may do nothing but what is named. */
async function account(
	{root}: Bench,
	name: string,
	...privileges: readonly string[]
): Promise<string> {
	await root.query(`DROP USER IF EXISTS ${name}@localhost`);
	await root.query(`CREATE USER ${name}@localhost`);
	await root.query(`GRANT SELECT ON ${schema}.* TO ${name}@localhost`);
	for (const privilege of privileges) {
		await root.query(`GRANT ${privilege} ON *.* TO ${name}@localhost`);
	}

	return name;
}

async function seesThreads(bench: Bench): Promise<readonly Seen[]> {
	const other = await bench.connect(await account(bench, 'anne'));
	const look = async (name: string, ...privileges: readonly string[]) => {
		const client = await bench.connect(
			await account(bench, name, ...privileges),
		);
		const own = await bench.connect(name);
		const rows = await client.query('SHOW PROCESSLIST');
		const ids = new Set(rows.map(row => String(row['Id'])));
		return {own: ids.has(own.id), others: ids.has(other.id)};
	};

	const without = await look('bert');
	const having = await look('carl', 'PROCESS');
	return [
		{
			part: 'without PROCESS',
			saw: without.others ? "sees others' threads" : 'sees its own only',
			holds: without.own && !without.others,
		},
		{
			part: 'with it',
			saw: having.others ? 'sees all' : 'sees its own only',
			holds: having.own && having.others,
		},
	];
}

/** How a KILL of somebody's connection is answered. */
async function killOf(
	bench: Bench,
	killer: string,
	victim: string,
): Promise<string> {
	const hit = await bench.connect(victim);
	const sender = await bench.connect(killer);
	return endWords(await sender.run(`KILL CONNECTION ${hit.id}`));
}

async function killsOthers(bench: Bench): Promise<readonly Seen[]> {
	const admin =
		bench.flavour === 'mysql' ? 'CONNECTION_ADMIN' : 'CONNECTION ADMIN';
	const anne = await account(bench, 'anne');
	const bert = await account(bench, 'bert');
	const carl = await account(bench, 'carl', admin);
	const own = await killOf(bench, bert, bert);
	const others = await killOf(bench, bert, anne);
	const admins = await killOf(bench, carl, anne);
	return [
		{part: 'its own', saw: own, holds: own === 'OK'},
		{
			part: "another account's",
			saw: others,
			holds: others === 'error 1095',
		},
		{part: `with ${admin}`, saw: admins, holds: admins === 'OK'},
	];
}

/** Two people who log in by their own names, and are the same account. */
async function killsNamesake(bench: Bench): Promise<Seen> {
	const {root} = bench;
	await root.query("CREATE USER IF NOT EXISTS ''@localhost");
	await root.query(`GRANT SELECT ON ${schema}.* TO ''@localhost`);
	const answer = await killOf(bench, 'gina', 'hans');
	await root.query("DROP USER ''@localhost");
	return {
		part: 'its own, by another login name',
		saw: answer,
		holds: answer === 'OK',
	};
}

async function killsSystemUser(bench: Bench): Promise<readonly Seen[]> {
	const system = await account(bench, 'dora', 'SYSTEM_USER');
	const admin = await account(bench, 'carl', 'CONNECTION_ADMIN');
	const both = await account(bench, 'emil', 'CONNECTION_ADMIN', 'SYSTEM_USER');
	const without = await killOf(bench, admin, system);
	const having = await killOf(bench, both, system);
	return [
		{
			part: 'CONNECTION_ADMIN alone',
			saw: without,
			holds: without === 'error 1095',
		},
		{part: 'with SYSTEM_USER', saw: having, holds: having === 'OK'},
	];
}

async function outlivesUser(bench: Bench): Promise<readonly Seen[]> {
	const client = await bench.connect(await account(bench, 'fred'));
	// A statement that reads a table clears the warnings of those before it.
	await bench.root.query('SELECT COUNT(*) FROM Written');
	await bench.root.query('DROP USER fred@localhost');
	const warnings = await bench.root.query('SHOW WARNINGS');
	const before = await client.run('SELECT 1');
	await bench.root.query(`KILL CONNECTION ${client.id}`);
	const after = await client.run('SELECT 1');
	const warned = warnings.map(row => Number(row['Code'])).join(', ');
	return [
		{
			part: 'its session after DROP USER',
			saw: `${endWords(before)}${warned === '' ? ', no warning' : `, warning ${warned}`}`,
			holds: before.type === 'ok',
		},
		{
			part: 'after KILL CONNECTION',
			saw: endWords(after),
			holds: after.type === 'cut',
		},
	];
}

/** Who sees and kills whose connections. */
export const rights = {
	c4: seesThreads,
	c5: killsOthers,
	c6: killsSystemUser,
	k4: async bench => [
		...(await killsOthers(bench)),
		await killsNamesake(bench),
	],
	k13: outlivesUser,
} satisfies Partial<Record<ClaimName, Trial>>;
