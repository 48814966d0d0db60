/**
The pure modules whose tests `npm run mutants` puts to the test: each with the test files that are to notice a change of its meaning. Paths below source/ and test/, without their endings.

A module that only holds texts is not among them: a changed word is no changed meaning.
*/
export const mutatedModules: ReadonlyArray<{
	readonly module: string;
	readonly tests: readonly string[];
}> = [
	{module: 'commands/exit-code', tests: ['commands/exit-code']},
	{module: 'commands/key-command', tests: ['commands/key-command']},
	{module: 'format', tests: ['format']},
	{module: 'kill-word', tests: ['kill-word']},
	{module: 'lab/effect', tests: ['lab/effect']},
	{module: 'lab/expectation', tests: ['lab/expectation', 'lab/verify']},
	{module: 'lab/kill-knowledge', tests: ['lab/kill-knowledge']},
	{
		module: 'lab/preflight/grants',
		tests: ['lab/preflight/grants', 'lab/preflight/judge'],
	},
	{module: 'lab/reduce', tests: ['lab/reduce']},
	{module: 'lab/reduce-file', tests: ['lab/reduce']},
	{module: 'lab/reduce-kill', tests: ['lab/reduce', 'lab/effect']},
	{module: 'lab/reduce-statement', tests: ['lab/reduce']},
	{module: 'lab/reduce-view', tests: ['lab/reduce', 'lab/effect']},
	{module: 'lab/server-phase', tests: ['lab/server-phase']},
	{module: 'lab/timeline', tests: ['lab/timeline']},
	{module: 'lab/verify', tests: ['lab/verify']},
	{module: 'server/option-lines', tests: ['server/option-files']},
	{module: 'size', tests: ['size']},
	{module: 'terminal/decode', tests: ['terminal/keys']},
	{module: 'ui/layout', tests: ['ui/layout']},
];
