/** The recordings that come with the program, as `--demo` names them: what the blog post's program did, and what became of it when it was killed in the middle of an insert. Without another word they are of MySQL. */
export const demos = [
	'run-through',
	'kill-connection',
	'kill-query',
	'run-through-mariadb',
	'kill-connection-mariadb',
	'kill-query-mariadb',
] as const;

export type Demo = (typeof demos)[number];
