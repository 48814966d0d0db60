/** What an account may do, as the lines of SHOW GRANTS say it. */
export type Grants = readonly Grant[];

type Grant = {
	readonly type: 'grant' | 'revoke';
	/** In capitals; `ALL PRIVILEGES` stands for all of its level. */
	readonly privileges: ReadonlySet<string>;
	/** As LIKE takes it; absent: every schema. */
	readonly schema?: string;
	/** Absent: every table. */
	readonly table?: string;
};

/** A schema, or a table in it. */
export type Place = {readonly schema: string; readonly table?: string};

/** GRANT what ON where TO whom. A MySQL server with `partial_revokes` adds REVOKE what ON where FROM whom. */
const line =
	/^(GRANT|REVOKE) (.+?) ON (?:TABLE )?(\*|`(?:[^`]|``)*`|"(?:[^"]|"")*"|[\w$]+)\.(\*|`(?:[^`]|``)*`|"(?:[^"]|"")*"|[\w$]+) (?:TO|FROM) /;

/**
Reads the lines of SHOW GRANTS. Both servers put in what the active roles grant [measured: MySQL 9.7, MariaDB 10.11]; who holds which role, PROXY, and grants on columns and routines tell nothing here.
*/
export function parseGrants(lines: readonly string[]): Grants {
	return lines.flatMap(text => {
		const [, verb, privileges = '', schema = '', table = ''] =
			line.exec(text) ?? [];
		if (verb === undefined || privileges === 'PROXY') {
			return [];
		}

		return [
			{
				type: verb === 'GRANT' ? ('grant' as const) : ('revoke' as const),
				// A grant on columns is not one on the table.
				privileges: new Set(
					privileges
						.replaceAll(/[^,]*\([^)]*\)/g, '')
						.split(',')
						.map(privilege => privilege.trim().toUpperCase()),
				),
				...(schema !== '*' && {schema: unquoted(schema)}),
				...(table !== '*' && {table: unquoted(table)}),
			},
		];
	});
}

/**
Whether an account has a privilege: in a place, or without one on the whole server.

@param privilege - In capitals, such as `CREATE`.
*/
export function allows(
	grants: Grants,
	privilege: string,
	place?: Place,
): boolean {
	const applies = (grant: Grant) =>
		covers(grant, place) &&
		(grant.privileges.has(privilege) ||
			grant.privileges.has('ALL PRIVILEGES') ||
			grant.privileges.has('ALL'));
	return (
		grants.some(grant => grant.type === 'grant' && applies(grant)) &&
		!grants.some(grant => grant.type === 'revoke' && applies(grant))
	);
}

function covers({type, schema, table}: Grant, place?: Place): boolean {
	if (schema === undefined) {
		return true;
	}

	return (
		place !== undefined &&
		// The name in a partial revoke is no pattern [manual], nor is that of a table's schema.
		(type === 'revoke' || table !== undefined
			? schema === place.schema
			: likePattern(schema).test(place.schema)) &&
		(table === undefined || table === place.table)
	);
}

/** A schema in a grant is a pattern: `_` and `%` unless a backslash is before them. */
function likePattern(pattern: string): RegExp {
	const source = pattern.replaceAll(
		/\\([_%])|([_%])|([^\w\s])/g,
		(_, literal?: string, wild?: string, other?: string) =>
			literal ?? (wild === '%' ? '.*' : wild === '_' ? '.' : `\\${other}`),
	);
	return new RegExp(`^${source}$`, 's');
}

function unquoted(name: string): string {
	const quote = name.charAt(0);
	return quote === '`' || quote === '"'
		? name.slice(1, -1).replaceAll(quote + quote, quote)
		: name;
}
