/** A pure module: its path below source/, without the extension. */
type MutatedModule = {
	readonly module: string;
	/** Whether its strings are texts for people: a changed word does not change the meaning. */
	readonly texts?: true;
	/** The test files that must notice a changed constant, for which the module is loaded again; absent: the file of the same name. */
	readonly tests?: readonly string[];
};

/** The pure modules whose meaning `npm run mutants` changes. */
export const mutatedModules: readonly MutatedModule[] = [
	{module: 'commands/exit-code'},
	{module: 'commands/lab/key-command'},
	{module: 'commands/replay/replay-code'},
	{module: 'format'},
	{
		module: 'lab/kills/notation',
		tests: ['lab/kills/notation', 'lab/kills/fire-aims'],
	},
	{module: 'wording/kill-sentence', texts: true},
	{module: 'lab/kills/choose-route', texts: true},
	{module: 'lab/history/cluster-errors', texts: true},
	{module: 'lab/history/effect'},
	{module: 'lab/verdict/expectation'},
	{module: 'lab/history/kill-knowledge', texts: true},
	{module: 'lab/kills/fire-aims'},
	{
		module: 'lab/account/grants',
		tests: ['lab/account/grants', 'lab/preflight/judge'],
	},
	{module: 'lab/history/reduce'},
	{module: 'lab/history/reduce-step', tests: ['lab/history/reduce']},
	{module: 'lab/history/reduce-kill', tests: ['lab/history/reduce']},
	{module: 'lab/history/reduce-statement', tests: ['lab/history/reduce']},
	{module: 'lab/history/reduce-view', tests: ['lab/history/reduce']},
	{module: 'lab/history/reduce-wait', tests: ['lab/history/reduce']},
	{module: 'lab/history/server-phase'},
	{module: 'lab/history/stray-errors', texts: true},
	{module: 'lab/events/surroundings'},
	{module: 'lab/history/timeline'},
	{module: 'lab/verdict/verdict', texts: true},
	{module: 'lab/history/wait-rule', tests: ['wording/wait-words']},
	{module: 'options/flag-values', texts: true},
	{module: 'server/option-lines'},
	{module: 'terminal/capabilities'},
	{module: 'terminal/cells'},
	{
		module: 'terminal/decode',
		tests: ['terminal/decode', 'terminal/key-parser'],
	},
	{module: 'terminal/hidden-line'},
	{module: 'terminal/key-parser'},
	{module: 'terminal/pace'},
	{module: 'terminal/paint'},
	{module: 'ui/chosen', texts: true},
	{module: 'ui/fit-table'},
	{module: 'ui/keep-units'},
	{module: 'ui/layout'},
	{module: 'ui/share-lines'},
	{module: 'ui/visible-steps'},
];

/** The quick tests of the pure modules, which all run on each mutant: files below test/, without their extensions. */
export const pureTests: readonly string[] = [
	'options/parse-command-line',
	'commands/exit-code',
	'commands/lab/key-command',
	'commands/replay/replay-code',
	'format',
	'lab/kills/notation',
	'wording/kill-sentence',
	'lab/kills/choose-route',
	'lab/history/cluster-errors',
	'lab/history/effect',
	'lab/history/event-log',
	'lab/verdict/expectation',
	'lab/history/kill-knowledge',
	'lab/kills/fire-aims',
	'lab/preflight/account-limits',
	'lab/account/grants',
	'lab/preflight/judge',
	'lab/preflight/surroundings',
	'lab/history/reduce',
	'lab/history/server-phase',
	'lab/history/stray-errors',
	'lab/events/surroundings',
	'lab/history/timeline',
	'lab/verdict/verdict',
	'options/flag-values',
	'output/plain',
	'wording/plan-words',
	'wording/run-log',
	'server/option-files',
	'server/option-lines',
	'terminal/capabilities',
	'terminal/cells',
	'terminal/decode',
	'terminal/hidden-line',
	'terminal/key-parser',
	'terminal/pace',
	'terminal/paint',
	'ui/chosen',
	'ui/fit-table',
	'ui/help-pages',
	'ui/keep-units',
	'ui/layout',
	'ui/share-lines',
	'ui/visible-steps',
	'wording/wait-words',
	'wording/words',
];

/** Tests that are too slow for every mutant; the others must notice it. */
export const slowTests: readonly string[] = [
	'test/terminal/paint.test.ts: what is painted in parts looks like what is painted whole',
	'test/ui/fit-table.test.ts: at every width ink-table draws no wider, and uses all of it before it shortens a cell',
];
