/** A change that no test can notice, because the program means the same either way. */
export type EquivalentMutant = {
	readonly module: string;
	/** The original code. */
	readonly original: string;
	/** The code that replaces it. */
	readonly replacement: string;
	/** Why the two are equivalent, as a sentence. */
	readonly why: string;
};

/** The mutants that survive for a reason. */
export const equivalentMutants: readonly EquivalentMutant[] = [
	{
		module: 'commands/replay/lift',
		original: "{isReadOnly: false, host: ''}",
		replacement: '{}',
		why: 'It stands in for facts that are only used if there are some.',
	},
	{
		module: 'commands/replay/lift',
		original: 'false',
		replacement: 'true',
		why: 'It stands in for facts that are only used if there are some.',
	},
	{
		module: 'commands/replay/lift',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'It stands in for facts that are only used if there are some.',
	},
	{
		module: 'ui/layout',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'A text as a block asks for no lines.',
	},
	{
		module: 'commands/replay/lift',
		original:
			"case 'planned': {\n\t\t\treturn {type: 'planned', plan: liftPlan(event.plan)};\n\t\t}",
		replacement: "case 'planned':",
		why: 'Without its own lines it is lifted by those of the case below, which do the same.',
	},
	{
		module: 'commands/replay/lift',
		original:
			"{\n\t\t\treturn {type: 'planned', plan: liftPlan(event.plan)};\n\t\t}",
		replacement: '{}',
		why: 'Without its own lines it is lifted by those of the case below, which do the same.',
	},
	{
		module: 'commands/replay/lift',
		original:
			"case 'wait-started': {\n\t\t\treturn {...event, kind: liftWait(event.kind)};\n\t\t}",
		replacement: "case 'wait-started':",
		why: 'Without its own lines it is lifted by those of the case below, which do the same.',
	},
	{
		module: 'commands/replay/lift',
		original: '{\n\t\t\treturn {...event, kind: liftWait(event.kind)};\n\t\t}',
		replacement: '{}',
		why: 'Without its own lines it is lifted by those of the case below, which do the same.',
	},
	{
		module: 'lab/history/cluster-errors',
		original: 'errno !== undefined',
		replacement: 'true',
		why: 'No list of numbers contains undefined: the check is there for the types.',
	},
	{
		module: 'lab/history/effect',
		original: 'target.ended?.outcome',
		replacement: 'target.ended.outcome',
		why: 'If one of the statements has not ended, the function has already returned.',
	},
	{
		module: 'lab/history/effect',
		original: 'struckBy(kill, run)?.ended?.outcome',
		replacement: 'struckBy(kill, run)?.ended.outcome',
		why: 'Only a statement that has ended can have been hit.',
	},
	{
		module: 'lab/history/effect',
		original: 'struck.ended?.at',
		replacement: 'struck.ended.at',
		why: 'Only a statement that has ended can have been hit.',
	},
	{
		module: 'lab/verdict/verdict',
		original: "expectation.type === 'transaction'",
		replacement: 'true',
		why: 'Only a transaction has isAnswered, which is checked next.',
	},
	{
		module: 'lab/account/grants',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'Without a match the verb is missing too, and the other parts are not read.',
	},
	{
		module: 'lab/account/grants',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'The first element of a match is never read.',
	},
	{
		module: 'server/option-lines',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'The first element of a match is never read.',
	},
	{
		module: 'format',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'The first element of a match is never read.',
	},
	{
		module: 'lab/kills/notation',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'The first element of a match is never read.',
	},
	{
		module: 'lab/kills/notation',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'Without a match there is no kind, and the moment is not read.',
	},
	{
		module: 'format',
		original: 'amount === undefined || unit === undefined',
		replacement: 'amount === undefined && unit === undefined',
		why: 'A match has both; without a match there is neither.',
	},
	{
		module: 'format',
		original: 'amount === undefined',
		replacement: 'false',
		why: 'A match has both; without a match there is neither.',
	},
	{
		module: 'format',
		original: 'unit === undefined',
		replacement: 'false',
		why: 'A match has both; without a match there is neither.',
	},
	{
		module: 'lab/history/reduce-view',
		original: "view.thread.type === 'alive'",
		replacement: 'true',
		why: 'Only a thread that is alive has a queryId.',
	},
	{
		module: 'lab/history/reduce-view',
		original: "thread.type === 'alive'",
		replacement: 'true',
		why: 'Only a thread that is alive has a command.',
	},
	{
		module: 'lab/history/reduce-kill',
		original: 'struck.sentAt !== undefined',
		replacement: 'true',
		why: 'A comparison with undefined is always false.',
	},
	{
		module: 'lab/history/kill-knowledge',
		original: 'kill.effect?.effect',
		replacement: 'kill.effect.effect',
		why: 'Only a kill with an effect is asked for its reason.',
	},
	{
		module: 'lab/history/reduce',
		original: 'file !== undefined',
		replacement: 'true',
		why: 'Without a number no file is found, so none is changed.',
	},
	{
		module: 'lab/history/stray-errors',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'Neither text is the name of an effect.',
	},
	{
		module: 'server/option-lines',
		original: String.raw`/^(includedir|include)(?=[ \t\v\f]|$)(.*)$/`,
		replacement: String.raw`/^(includedir|include)(?=[ \t\v\f]|$)(.*)/`,
		why: 'A line contains no line end.',
	},
	{
		module: 'terminal/capabilities',
		original: "'C'",
		replacement: '""',
		why: 'Neither is a UTF-8 locale.',
	},
	{
		module: 'terminal/cells',
		original: String.raw`/^[ -~\u2500-\u259F]$/`,
		replacement: String.raw`/[ -~\u2500-\u259F]$/`,
		why: 'It is only applied to a single character.',
	},
	{
		module: 'terminal/cells',
		original: String.raw`/^[ -~\u2500-\u259F]$/`,
		replacement: String.raw`/^[ -~\u2500-\u259F]/`,
		why: 'It is only applied to a single character.',
	},
	{
		module: 'terminal/decode',
		original: 'byte === 0xc2',
		replacement: 'true',
		why: 'Only C2 matters here: no other first byte begins a control.',
	},
	{
		module: 'terminal/decode',
		original: "'late'",
		replacement: '""',
		why: 'Only an answer leads back to this state, and turns it into `alone`.',
	},
	{
		module: 'terminal/decode',
		original: 'byte >= 0x80',
		replacement: 'byte > 0x80',
		why: 'The control 80 begins nothing, inside a sequence or outside.',
	},
	{
		module: 'terminal/decode',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'No word that is searched for begins like this.',
	},
	{
		module: 'terminal/decode',
		original: "state.type === 'string'",
		replacement: 'true',
		why: 'Only a string has endsWithBell, which is checked next.',
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
		why: 'A sequence has only one final byte, at its end.',
	},
	{
		module: 'terminal/decode',
		original: 'default: {\n\t\t\treturn undefined;\n\t\t}',
		replacement: 'default:',
		why: 'Without this case the function reaches its end, and returns undefined as well.',
	},
	{
		module: 'terminal/decode',
		original: '{\n\t\t\treturn undefined;\n\t\t}',
		replacement: '{}',
		why: 'Without this case the function reaches its end, and returns undefined as well.',
	},
	{
		module: 'terminal/hidden-line',
		original: 'default: {\n\t\t\t\treturn undefined;\n\t\t\t}',
		replacement: 'default:',
		why: 'Without this case the function reaches its end, and returns undefined as well.',
	},
	{
		module: 'terminal/hidden-line',
		original: '{\n\t\t\t\treturn undefined;\n\t\t\t}',
		replacement: '{}',
		why: 'Without this case the function reaches its end, and returns undefined as well.',
	},
	{
		module: 'terminal/key-parser',
		original: '() => false',
		replacement: '() => undefined',
		why: 'Both count as no.',
	},
	{
		module: 'terminal/key-parser',
		original: 'byte >= 0xc0',
		replacement: 'byte > 0xc0',
		why: 'No character of UTF-8 begins with C0.',
	},
	{
		module: 'terminal/key-parser',
		original: "before.type === 'escape'",
		replacement: 'true',
		why: 'Only an escape has a phase, which is checked next.',
	},
	{
		module: 'terminal/key-parser',
		original: "'late'",
		replacement: '""',
		why: 'It is only distinguished from `fresh` and `alone`.',
	},
	{
		module: 'lab/history/kill-knowledge',
		original:
			'knownOf(kill.kind, {\n\t\t\tphase: metPhase(run, kill),\n\t\t\tautocommit: plan.autocommit,\n\t\t\tflavour,\n\t\t})?.why',
		replacement:
			'knownOf(kill.kind, {\n  phase: metPhase(run, kill),\n  autocommit: plan.autocommit,\n  flavour\n}).why',
		why: 'Every kill is known in every phase, as a test checks.',
	},
	{
		module: 'lab/kills/notation',
		original: "kind === 'query' || kind === 'connection'",
		replacement: 'true',
		why: 'Without one of these kinds there is no match, and no moment.',
	},
	{
		module: 'lab/history/timeline',
		original: 'killed.ended?.at',
		replacement: 'killed.ended.at',
		why: 'Every statement but the newest has ended.',
	},
	{
		module: 'lab/kills/fire-aims',
		original: "event.type === 'step-progress'",
		replacement: 'true',
		why: 'No other event has bytes, which are checked next.',
	},
	{
		module: 'lab/kills/fire-aims',
		original: 'currentStatement(run)?.file',
		replacement: 'currentStatement(run).file',
		why: 'When its execution begins, there is a current statement.',
	},
	{
		module: 'lab/kills/fire-aims',
		original: "moment.type === 'file'",
		replacement: 'true',
		why: 'Only a moment of a file has a phase, which is checked next.',
	},
	{
		module: 'lab/kills/choose-route',
		original: 'names.byQueryId !== undefined',
		replacement: 'true',
		why: 'A procedure without a name is never offered, and a service without one is never asked for it.',
	},
	{
		module: 'lab/kills/choose-route',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'At least one is missing there.',
	},
	{
		module: 'wording/kill-sentence',
		original: "moment.type === 'file'",
		replacement: 'true',
		why: 'Only a moment of a file has a phase, which is checked next.',
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
		why: 'What is not in the list is not found, and then the list starts at its first line.',
	},
	{
		module: 'options/flag-values',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'The first element of a match is never read.',
	},
	{
		module: 'lab/history/kill-knowledge',
		original: 'known?.nowInFull',
		replacement: 'known.nowInFull',
		why: 'Every kill is known in every phase, as a test checks.',
	},
	{
		module: 'lab/history/kill-knowledge',
		original: 'known?.now',
		replacement: 'known.now',
		why: 'Every kill is known in every phase, as a test checks.',
	},
	{
		module: 'lab/kills/fire-aims',
		original: '[]',
		replacement: '["Stryker was here"]',
		why: 'Clearing a text as a timer does nothing.',
	},
	{
		module: 'options/flag-values',
		original: "moment.type === 'phase'",
		replacement: 'true',
		why: 'No other moment has a step, and every run has a first one.',
	},
	{
		module: 'server/option-lines',
		original: "''",
		replacement: '"Stryker was here!"',
		why: 'Without a match there is no type, and the rest is not read.',
	},
	{
		module: 'wording/kill-sentence',
		original: "kind !== 'query'",
		replacement: 'false',
		why: 'A KILL CONNECTION is never lost or too late.',
	},
	{
		module: 'wording/kill-sentence',
		original: 'elapsed > 0',
		replacement: 'elapsed >= 0',
		why: 'For 0 the function has already returned.',
	},
	{
		module: 'terminal/pace',
		original: '{bytes: 0, at: 0}',
		replacement: '{}',
		why: 'The first question sets both.',
	},
	{
		module: 'terminal/pace',
		original: 'rate !== undefined',
		replacement: 'true',
		why: 'A comparison with undefined is always false.',
	},
	{
		module: 'terminal/paint',
		original: 'parts.length > whole.length',
		replacement: 'parts.length >= whole.length',
		why: 'If both have the same length, either may be written.',
	},
	{
		module: 'terminal/paint',
		original: 'width === columns',
		replacement: 'false',
		why: 'A line of exactly that width is not cut.',
	},
	{
		module: 'terminal/paint',
		original: '{\n\t\treturn line;\n\t}',
		replacement: '{}',
		why: 'A line of exactly that width is not cut.',
	},
	{
		module: 'terminal/paint',
		original: 'column < length',
		replacement: 'column <= length',
		why: 'Beyond the end of both lines everything is blank, so nothing differs.',
	},
	{
		module: 'terminal/paint',
		original: 'next < length',
		replacement: 'true',
		why: 'Beyond the end of both lines everything is blank, so nothing differs.',
	},
	{
		module: 'terminal/paint',
		original: 'next < length',
		replacement: 'next <= length',
		why: 'Beyond the end of both lines everything is blank, so nothing differs.',
	},
	{
		module: 'terminal/paint',
		original: 'column + 1',
		replacement: 'column - 1',
		why: 'The search for the end passes the column itself, which differs.',
	},
];
