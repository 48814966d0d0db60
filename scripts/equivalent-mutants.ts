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
];
