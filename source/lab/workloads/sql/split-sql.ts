import splitter from 'dbgate-query-splitter';

const {mysqlSplitterOptions, splitQuery} = splitter;

/** One statement of a text. */
export type SplitStatement = {
	readonly sql: string;
	/** The line of the text on which it begins, from 1. */
	readonly line: number;
};

/** The statements of a text, without their semicolons, as the mysql client splits it: `DELIMITER` is known. A piece that is nothing but comments is none. Pure. */
export function splitSql(text: string): readonly SplitStatement[] {
	return splitQuery(text, {...mysqlSplitterOptions, returnRichInfo: true})
		.map(item =>
			typeof item === 'string'
				? {sql: item, line: 1}
				: {sql: item.text, line: (item.trimStart?.line ?? 0) + 1},
		)
		.map(({sql, line}) => {
			const statement = withoutLeadingComments(sql);
			const skipped = sql.slice(0, sql.length - statement.length);
			return {sql: statement, line: line + skipped.split('\n').length - 1};
		})
		.filter(({sql}) => sql !== '');
}

/** Those that a server of some version executes stay: `/*!` and `/*M!`. */
function withoutLeadingComments(sql: string): string {
	return sql.replace(
		/^(?:\s+|--(?:[^\S\n][^\n]*)?(?:\n|$)|#[^\n]*(?:\n|$)|\/\*(?!M?!).*?\*\/)+/s,
		'',
	);
}
