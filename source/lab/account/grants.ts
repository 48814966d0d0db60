import {quoted} from '../../server/literal.js';

/** What an account may do, as the lines of SHOW GRANTS say it. */
export type Grants = readonly Grant[];

type Grant = {
	readonly type: 'grant' | 'revoke';
	/** In capitals; `ALL PRIVILEGES` stands for all of its level. */
	readonly privileges: ReadonlySet<string>;
	/** Absent: every schema. */
	readonly schema?: string;
	/** The schema is a pattern, as LIKE takes it. */
	readonly isPattern: boolean;
	/** Absent: every table. */
	readonly table?: string;
};

/** A schema, or a table in it, by the names as the server compares them: SHOW GRANTS has them like that [measured: `lower_case_table_names` 0 and 1, MySQL 9.7, MariaDB 10.11 and 11.8]. */
export type Place = {readonly schema: string; readonly table?: string};

/** A name; one that needs no quotes has none if `sql_quote_show_create` is off. */
const name = /\*|`(?:[^`]|``)*`|"(?:[^"]|"")*"|[\w$\u0080-\uFFFF]+/.source;

/** GRANT what ON where TO whom. A MySQL server with `partial_revokes` adds REVOKE what ON where FROM whom. */
const line = new RegExp(
	String.raw`^(GRANT|REVOKE) (.+?) ON (?:TABLE )?(${name})\.(${name}) (?:TO|FROM) `,
	's',
);

/** A privilege on some columns: its name, and theirs. */
const onColumns = /[^,(]*\((?:`(?:[^`]|``)*`|"(?:[^"]|"")*"|[^)`"])*\)/g;

/**
Reads the lines of SHOW GRANTS. Both servers include what the active roles grant [measured: MySQL 9.7, MariaDB 10.11]; who holds which role, PROXY, and grants on columns and routines do not matter here.

@param options.arePatterns - Whether the schemas in them are patterns. With MySQL's `partial_revokes` they are names, and a backslash in them is a character like any other [measured].
*/
export function parseGrants(
	lines: readonly string[],
	{arePatterns = true}: {readonly arePatterns?: boolean} = {},
): Grants {
	return lines.flatMap(text => {
		const [, verb, privileges = '', schema = '', table = ''] =
			line.exec(text) ?? [];
		if (verb === undefined) {
			return [];
		}

		return [
			{
				type: verb === 'GRANT' ? ('grant' as const) : ('revoke' as const),
				// A grant on columns is not one on the table.
				privileges: new Set(
					privileges
						.replaceAll(onColumns, '')
						.split(',')
						.map(privilege => privilege.trim().toUpperCase()),
				),
				// The name in a partial revoke is not a pattern [manual], nor is that of a table's schema.
				isPattern: arePatterns && verb === 'GRANT' && table === '*',
				...(schema !== '*' && {schema: unquoted(schema)}),
				...(table !== '*' && {table: unquoted(table)}),
			},
		];
	});
}

/**
Whether an account has a privilege: in a place or, without a place, on the whole server.

@param privilege - In capitals, such as `CREATE`.
*/
export function allows(
	grants: Grants,
	privilege: string,
	place?: Place,
): boolean {
	const applying = grants.filter(
		grant =>
			covers(grant, place) &&
			(grant.privileges.has(privilege) ||
				grant.privileges.has('ALL PRIVILEGES') ||
				grant.privileges.has('ALL')),
	);
	return applying.length > 0 && applying.every(({type}) => type === 'grant');
}

function covers(
	{schema, isPattern, table}: Grant,
	place: Place | undefined,
): boolean {
	if (schema === undefined) {
		return true;
	}

	return (
		place !== undefined &&
		(isPattern
			? likePattern(schema).test(place.schema)
			: schema === place.schema) &&
		(table === undefined || table === place.table)
	);
}

/** In a pattern `_` and `%` stand for others unless a backslash is before them; before anything else it is left out [measured]. */
function likePattern(pattern: string): RegExp {
	const source = pattern.replaceAll(
		/\\?(.)/gsu,
		(written, character: string) =>
			written === '%' ? '.*' : written === '_' ? '.' : exactly(character),
	);
	return new RegExp(`^${source}$`, 'su');
}

/** A character, escaped for a regular expression. */
function exactly(character: string): string {
	return String.raw`\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/**
A schema as GRANT takes it where it is a pattern: it matches this name and no other.

@param arePatterns - As `parseGrants` takes it.
*/
export function grantName(schema: string, arePatterns: boolean): string {
	return quoted(
		arePatterns ? schema.replaceAll(/[\\_%]/g, String.raw`\$&`) : schema,
	);
}

function unquoted(name: string): string {
	const quote = name.charAt(0);
	return quote === '`' || quote === '"'
		? name.slice(1, -1).replaceAll(quote + quote, quote)
		: name;
}
