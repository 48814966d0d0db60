import {quoted} from '../../server/literal.js';
import {showTriggers} from '../own-table/sees-triggers.js';
import {type Finding} from '../events/finding.js';
import {allows, grantName, parseGrants} from '../account/grants.js';
import {type Demands} from './demands.js';
import {isOn, type Readings} from './readings.js';

/** Any one of them lets an account change all of the settings [measured: MySQL 9.7, MariaDB 10.11]. */
const settingPrivileges = {
	mysql: ['SYSTEM_VARIABLES_ADMIN', 'SUPER'],
	mariadb: ['SUPER'],
} as const;

/** What the account may do, and what works without it. */
export function checkPrivileges(
	readings: Readings,
	demands: Demands,
): readonly Finding[] {
	const {visibility} = readings;
	const onOwnSchema = onSchema(readings, demands);
	return [
		onOwnSchema,
		// What such a problem advises shows the triggers too.
		...(onOwnSchema.type === 'stop' ? [] : onTriggers(readings, demands)),
		visibility.thread.type === 'visible'
			? {type: 'ok', what: 'threads', value: 'visible'}
			: {...visibility.thread, what: 'threads'},
		visibility.transaction.type === 'visible'
			? {type: 'ok', what: 'transactions', value: 'visible'}
			: {...visibility.transaction, what: 'transactions'},
		onSettings(readings),
	];
}

/** DROP TABLE removes triggers too. An account that can't see other people's triggers does not drop the table. */
function onTriggers(
	{grants, product: {flavour}, table: {names}}: Readings,
	{place: {schema}}: Demands,
): readonly Finding[] {
	return grants.type === 'hidden' || showTriggers(grants.value, flavour, names)
		? []
		: [
				{
					type: 'ok',
					what: 'privilege to see triggers',
					value: 'none',
					note: `the lab empties its table at the end but does not drop it, since somebody may have put a trigger on it; with GRANT TRIGGER ON ${quoted(schema)}.* it drops the table`,
				},
			];
}

/** The privileges that the run can't do without. */
function onSchema(
	{grants, account, product, table, variables}: Readings,
	{place: {schema}, privileges, privilegesWhy}: Demands,
): Finding {
	const what = `privileges on ${schema}`;
	if (grants.type === 'hidden') {
		return {...grants, what};
	}

	const missing = privileges.filter(
		privilege =>
			!(privilege === 'CREATE' && table.table === 'ours') &&
			!allows(
				grants.value,
				privilege,
				// A grant on the table alone does not make a schema.
				table.isSchemaThere || privilege !== 'CREATE'
					? table.names
					: {schema: table.names.schema},
			),
	);
	if (missing.length === 0) {
		return {type: 'ok', what, value: privileges.join(', ')};
	}

	const arePatterns = !isOn({variables}, 'partial_revokes');
	const advised = (granted: readonly string[], name: string) =>
		`GRANT ${granted.join(', ')} ON ${grantName(name, arePatterns)}.* TO ${account}`;
	const granted = [
		...grants.value,
		...parseGrants([advised(missing, table.names.schema)], {arePatterns}),
	];
	const also = showTriggers(granted, product.flavour, table.names)
		? []
		: ['TRIGGER'];

	return {
		// On some installations everybody may use test schemas, and SHOW GRANTS does not show that [manual].
		type: schema.toLowerCase().startsWith('test') ? 'warning' : 'stop',
		what,
		value: `missing ${missing.join(', ')}`,
		needed: privileges.join(', '),
		why: privilegesWhy,
		mend: {
			type: 'statement',
			sql: advised([...missing, ...also], schema),
			instead: 'name another schema with --database',
		},
	};
}

function onSettings({product: {flavour}, grants}: Readings): Finding {
	const what = 'privilege for --fix';
	if (grants.type === 'hidden') {
		return {...grants, what};
	}

	const held = settingPrivileges[flavour].find(privilege =>
		allows(grants.value, privilege),
	);
	return held === undefined
		? {
				type: 'ok',
				what,
				value: 'none',
				note: `--fix would need GRANT ${settingPrivileges[flavour][0]} ON *.*; nothing else does`,
			}
		: {type: 'ok', what, value: held};
}
