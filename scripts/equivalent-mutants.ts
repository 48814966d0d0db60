/** A change that no test can notice, because the program means the same with it. */
export type EquivalentMutant = {
	readonly module: string;
	/** The code that is changed. */
	readonly original: string;
	/** What stands in its place. */
	readonly replacement: string;
	/** Why it is the same, as a sentence. */
	readonly why: string;
};

/** The mutants that stay alive for a reason. */
export const equivalentMutants: readonly EquivalentMutant[] = [
	{
		module: 'commands/key-command',
		original: "'alt'",
		replacement: '""',
		why: 'Without the case the function ends, and gives undefined too.',
	},
	{
		module: 'lab/cluster-errors',
		original: 'errno !== undefined',
		replacement: 'true',
		why: 'No list of numbers has undefined in it: the check is for the types.',
	},
	{
		module: 'lab/effect',
		original: 'target.ended?.outcome',
		replacement: 'target.ended.outcome',
		why: 'The lines before have returned when one of the statements has not ended.',
	},
	{
		module: 'lab/effect',
		original: 'struckBy(kill, run)?.ended?.outcome',
		replacement: 'struckBy(kill, run)?.ended.outcome',
		why: 'Only a statement that has ended is struck.',
	},
	{
		module: 'lab/effect',
		original: 'struck.ended?.at',
		replacement: 'struck.ended.at',
		why: 'Only a statement that has ended is struck.',
	},
	{
		module: 'lab/verify',
		original: "expectation.type === 'transaction'",
		replacement: 'true',
		why: 'Only a transaction has isAnswered, which is asked next.',
	},
	{
		module: 'lab/preflight/grants',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'Without a match the verb is missing too, and the others are not looked at.',
	},
	{
		module: 'lab/preflight/grants',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'The first element of a match is not looked at.',
	},
	{
		module: 'server/option-lines',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'The first element of a match is not looked at.',
	},
	{
		module: 'size',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'The first element of a match is not looked at.',
	},
	{
		module: 'kill-word',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'The first element of a match is not looked at.',
	},
	{
		module: 'kill-word',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'Without a match there is no kind, and no moment is asked for.',
	},
	{
		module: 'size',
		original: 'amount === undefined || unit === undefined',
		replacement: 'amount === undefined && unit === undefined',
		why: 'A match has both, and without one there is neither.',
	},
	{
		module: 'size',
		original: 'amount === undefined',
		replacement: 'false',
		why: 'A match has both, and without one there is neither.',
	},
	{
		module: 'size',
		original: 'unit === undefined',
		replacement: 'false',
		why: 'A match has both, and without one there is neither.',
	},
	{
		module: 'lab/reduce-view',
		original: "view.thread.type === 'alive'",
		replacement: 'true',
		why: 'Only a living thread has a queryId.',
	},
	{
		module: 'lab/reduce-view',
		original: "thread.type === 'alive'",
		replacement: 'true',
		why: 'Only a living thread has a command.',
	},
	{
		module: 'lab/reduce-kill',
		original: 'struck.sentAt !== undefined',
		replacement: 'true',
		why: 'A comparison with undefined is false.',
	},
	{
		module: 'lab/kill-knowledge',
		original: 'kill.effect?.effect',
		replacement: 'kill.effect.effect',
		why: 'A reason is only asked for of a kill with an effect.',
	},
	{
		module: 'commands/key-command',
		original: "case 'alt': {\n\t\t\treturn undefined;\n\t\t}",
		replacement: "case 'alt':",
		why: 'Without the case the function ends, and gives undefined too.',
	},
	{
		module: 'commands/key-command',
		original: '{\n\t\t\treturn undefined;\n\t\t}',
		replacement: '{}',
		why: 'Without the case the function ends, and gives undefined too.',
	},
	{
		module: 'lab/reduce',
		original: 'file !== undefined',
		replacement: 'true',
		why: 'Without a number no file is found, and none is changed.',
	},
	{
		module: 'lab/stray-errors',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'Neither text is an effect.',
	},
	{
		module: 'server/option-lines',
		original: String.raw`/^(includedir|include)(?=[ \t\v\f]|$)(.*)$/`,
		replacement: String.raw`/^(includedir|include)(?=[ \t\v\f]|$)(.*)/`,
		why: 'A line has no end of a line in it.',
	},
	{
		module: 'terminal/capabilities',
		original: "'C'",
		replacement: '""',
		why: 'Neither is a locale in UTF-8.',
	},
	{
		module: 'terminal/cells',
		original: String.raw`/^[ -~\u2500-\u259F]$/`,
		replacement: String.raw`/[ -~\u2500-\u259F]$/`,
		why: 'It is asked of one character.',
	},
	{
		module: 'terminal/cells',
		original: String.raw`/^[ -~\u2500-\u259F]$/`,
		replacement: String.raw`/^[ -~\u2500-\u259F]/`,
		why: 'It is asked of one character.',
	},
	{
		module: 'terminal/decode',
		original: 'byte === 0xc2',
		replacement: 'true',
		why: 'Only C2 is looked for, and no other first byte is a control.',
	},
	{
		module: 'terminal/decode',
		original: "'late'",
		replacement: '""',
		why: 'Only an answer leads back to it, and makes it `alone`.',
	},
	{
		module: 'terminal/decode',
		original: 'byte >= 0x80',
		replacement: 'byte > 0x80',
		why: 'The control 80 begins nothing, in a sequence or outside of one.',
	},
	{
		module: 'terminal/decode',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'No word that is looked for begins so.',
	},
	{
		module: 'terminal/decode',
		original: "state.type === 'string'",
		replacement: 'true',
		why: 'Only a string has endsWithBell, which is asked next.',
	},
	{
		module: 'terminal/decode',
		original: String.raw`/^\d+\$$/`,
		replacement: String.raw`/^\d+\$/`,
		why: 'The sequence ends with the first dollar.',
	},
	{
		module: 'terminal/decode',
		original: String.raw`/^(?:99(?::\d*)*;5(?::1)?u|27;5;99~)$/`,
		replacement: String.raw`/^(?:99(?::\d*)*;5(?::1)?u|27;5;99~)/`,
		why: 'A sequence has one final byte, at its end.',
	},
	{
		module: 'terminal/decode',
		original: 'default: {\n\t\t\treturn undefined;\n\t\t}',
		replacement: 'default:',
		why: 'Without the case the function ends, and gives undefined too.',
	},
	{
		module: 'terminal/decode',
		original: '{\n\t\t\treturn undefined;\n\t\t}',
		replacement: '{}',
		why: 'Without the case the function ends, and gives undefined too.',
	},
	{
		module: 'terminal/hidden-line',
		original: 'default: {\n\t\t\t\treturn undefined;\n\t\t\t}',
		replacement: 'default:',
		why: 'Without the case the function ends, and gives undefined too.',
	},
	{
		module: 'terminal/hidden-line',
		original: '{\n\t\t\t\treturn undefined;\n\t\t\t}',
		replacement: '{}',
		why: 'Without the case the function ends, and gives undefined too.',
	},
	{
		module: 'terminal/keys',
		original: '() => false',
		replacement: '() => undefined',
		why: 'Both are no.',
	},
	{
		module: 'terminal/keys',
		original: 'byte >= 0xc0',
		replacement: 'byte > 0xc0',
		why: 'No character of UTF-8 begins with C0.',
	},
	{
		module: 'terminal/keys',
		original: "before.type === 'escape'",
		replacement: 'true',
		why: 'Only an escape has a phase, which is asked next.',
	},
	{
		module: 'terminal/keys',
		original: "'late'",
		replacement: '""',
		why: 'It is only told from `fresh` and `alone`.',
	},
	{
		module: 'lab/kill-knowledge',
		original:
			'knownOf(kind, {\n\t\tphase: phaseNow(run),\n\t\tautocommit: plan.autocommit,\n\t\tflavour,\n\t})?.now',
		replacement:
			'knownOf(kind, {\n  phase: phaseNow(run),\n  autocommit: plan.autocommit,\n  flavour\n}).now',
		why: 'Every kill is known in every phase, as a test says.',
	},
	{
		module: 'lab/kill-knowledge',
		original:
			'knownOf(kill.kind, {\n\t\t\tphase: metPhase(run, kill),\n\t\t\tautocommit: plan.autocommit,\n\t\t\tflavour,\n\t\t})?.why',
		replacement:
			'knownOf(kill.kind, {\n  phase: metPhase(run, kill),\n  autocommit: plan.autocommit,\n  flavour\n}).why',
		why: 'Every kill is known in every phase, as a test says.',
	},
	{
		module: 'kill-word',
		original: "kind === 'query' || kind === 'connection'",
		replacement: 'true',
		why: 'Without one of them there is no match, and no moment.',
	},
	{
		module: 'lab/timeline',
		original: 'killed.ended?.at',
		replacement: 'killed.ended.at',
		why: 'A statement that is not the newest has ended.',
	},
	{
		module: 'lab/kill-plan',
		original: "event.type === 'upload-progress'",
		replacement: 'true',
		why: 'No other event has bytes, which are asked next.',
	},
	{
		module: 'lab/kill-plan',
		original: 'currentStatement(run)?.file',
		replacement: 'currentStatement(run).file',
		why: 'There is one when its execution begins.',
	},
	{
		module: 'lab/kill-plan',
		original: "moment.type === 'file'",
		replacement: 'true',
		why: 'Only a moment of a file has a phase, which is asked next.',
	},
	{
		module: 'lab/choose-route',
		original: 'names.byQueryId !== undefined',
		replacement: 'true',
		why: 'A procedure without a name is not offered, and is asked of no service that has none.',
	},
	{
		module: 'lab/choose-route',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'One at least is missing there.',
	},
	{
		module: 'kill-words',
		original: "moment.type === 'file'",
		replacement: 'true',
		why: 'Only a moment of a file has a phase, which is asked next.',
	},
	{
		module: 'ui/fit-table',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'Every row has a text for each column by then.',
	},
	{
		module: 'ui/fit-table',
		original: 'row[name]?.length',
		replacement: 'row[name].length',
		why: 'Every row has a text for each column by then.',
	},
	{
		module: 'ui/chosen',
		original: 'armed === undefined',
		replacement: 'false',
		why: 'What is not in the list is not found there, and the list begins at its first.',
	},
	{
		module: 'option-values',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'The first element of a match is not looked at.',
	},
];
