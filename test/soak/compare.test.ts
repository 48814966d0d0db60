import test from 'ava';
import {type Effect} from '../../source/lab/events/kill.js';
import {type RunState} from '../../source/lab/history/state.js';
import {hash, story, storedRows, type Story} from '../helpers/story.js';
import {compare as compareStatements} from './compare.js';
import {compareFiles, recordedFile, type StoredFile} from './compare-files.js';
import {type RecordedStatement, type Truth as StatementTruth} from './truth.js';

/** The server's records, and its files. */
type Truth = StatementTruth & {readonly rows: readonly StoredFile[]};

function compare(
	run: RunState,
	events: Parameters<typeof compareFiles>[1],
	truth: Truth,
): readonly string[] {
	return [
		...compareStatements(run, truth, recordedFile),
		...compareFiles(run, events, truth.rows, truth),
	];
}

function recorded(
	name: string,
	start: number,
	end: number,
	more: {errno?: number; stageStart?: bigint} = {},
): RecordedStatement {
	return {
		name: `statement/${name}`,
		errno: 0,
		start: BigInt(start),
		end: BigInt(end),
		...more,
	};
}

/** A run of one file that a KILL QUERY interrupts, and the server's records of it. */
function interruptedRun(): {told: Story; truth: Truth} {
	const told = story().starts({files: 1}).inserts().uploads(1).sent();
	told.kills('query').acknowledgedIn('Execute', 'starting').fails();
	told.statement('rollback').ok().looks().seesNothing();
	return {
		told: told.finds('rolled back whole'),
		truth: {
			statements: [
				recorded('sql/begin', 0, 1),
				recorded('sql/select', 2, 3),
				recorded('com/Execute', 10, 50, {errno: 1317}),
				recorded('sql/rollback', 60, 70),
			],
			kills: [recorded('sql/kill', 20, 21)],
			rows: [],
			isThere: false,
		},
	};
}

/** A run of one file that is committed. */
function committedRun(): {told: Story; truth: Truth} {
	const told = story().starts({files: 1}).stores().statement('commit').ok();
	return {
		told: told.looks().seesNothing().finds('committed whole', storedRows(1)),
		truth: {
			statements: [
				recorded('sql/begin', 0, 1),
				recorded('sql/select', 2, 3),
				recorded('com/Execute', 10, 50, {stageStart: 40n}),
				recorded('sql/select', 51, 52),
				recorded('sql/commit', 60, 70),
			],
			kills: [],
			rows: [{name: 'random_file-0.bin', hash}],
			isThere: false,
		},
	};
}

/** The same run with another effect. */
function withEffect(run: RunState, effect: Effect): RunState {
	return {
		...run,
		kills: run.kills.map(kill => ({...kill, effect: {effect, at: 0}})),
	};
}

test('the lab agrees with what the server recorded', t => {
	for (const {told, truth} of [interruptedRun(), committedRun()]) {
		t.deepEqual(compare(told.run, told.events, truth), []);
	}
});

for (const effect of ['no-statement', 'too-late', 'unknown'] as const) {
	test(`an interrupted statement contradicts the effect ${effect}`, t => {
		const {told, truth} = interruptedRun();
		const run = withEffect(told.run, effect);
		t.not(compare(run, told.events, truth).length, 0);
	});
}

const changes: ReadonlyArray<
	readonly [what: string, change: (truth: Truth) => Truth, expected: RegExp]
> = [
	[
		'a row that the lab does not know',
		truth => ({...truth, rows: [...truth.rows, {name: 'x', hash}]}),
		/there are: random_file-0\.bin x/,
	],
	['no row', truth => ({...truth, rows: []}), /verdict committed whole/],
	[
		'other bytes',
		truth => ({...truth, rows: [{name: 'random_file-0.bin', hash: 'ff'}]}),
		/not what was inserted/,
	],
	[
		'another error',
		truth => ({
			...truth,
			statements: truth.statements.map(one => ({...one, errno: 1205})),
		}),
		/ended with 0, recorded: 1205/,
	],
	[
		'one statement less',
		truth => ({...truth, statements: truth.statements.slice(0, -1)}),
		/\(COMMIT\) is not recorded/,
	],
	[
		'one statement more',
		truth => ({
			...truth,
			statements: [...truth.statements, recorded('sql/rollback', 80, 81)],
		}),
		/recorded more statements/,
	],
	[
		'one kill more',
		truth => ({...truth, kills: [recorded('sql/kill', 1, 2)]}),
		/0 kills, recorded: 1/,
	],
	['a thread', truth => ({...truth, isThere: true}), /still there/],
];

for (const [what, change, expected] of changes) {
	test(`a difference is found: the server has ${what}`, t => {
		const {told, truth} = committedRun();
		t.regex(compare(told.run, told.events, change(truth)).join('\n'), expected);
	});
}

test('a second kill that came just after the statement was interrupted may count as interrupted too', t => {
	const {told, truth} = interruptedRun();
	const {run, events} = told;
	const [first] = run.kills;
	const second = {...run, kills: [first, first].flatMap(kill => kill ?? [])};
	const wrong = (start: number, kills = truth.kills) =>
		compare(second, events, {
			...truth,
			kills: [...kills, recorded('sql/kill', start, start + 1)],
		});
	t.deepEqual(wrong(55), []);
	t.regex(wrong(5_000_000_051).join('\n'), /open was ended by a kill/);
	t.regex(
		compare(run, events, {
			...truth,
			kills: [recorded('sql/kill', 55, 56)],
		}).join('\n'),
		/open was ended by a kill/,
	);
});

test('a second kill whose OK took long may have been executed as long after the statement was interrupted', t => {
	const {told, truth} = interruptedRun();
	const {run, events} = told;
	const endedAt = run.statements.find(
		({ended}) => ended?.outcome.type === 'error',
	)?.ended?.at;
	const kills = run.kills.flatMap(kill => [
		kill,
		{...kill, answer: {type: 'acknowledged', at: (endedAt ?? 0) + 11} as const},
	]);
	const wrong = (start: number) =>
		compare({...run, kills}, events, {
			...truth,
			kills: [...truth.kills, recorded('sql/kill', start, start + 1)],
		});
	t.deepEqual(wrong(15_000_000_000), []);
	t.regex(wrong(17_000_000_000).join('\n'), /open was ended by a kill/);
});

test('of two kills of an INSERT the first may have come a moment before the server began', t => {
	const {told, truth} = interruptedRun();
	const kills = told.run.kills.flatMap(kill => [kill, kill]);
	const began = truth.statements.find(({errno}) => errno === 1317)?.start ?? 0n;
	const wrong = (earlier: number) =>
		compare({...told.run, kills}, told.events, {
			...truth,
			kills: [
				recorded(
					'sql/kill',
					Number(began) - earlier - 1,
					Number(began) - earlier,
				),
				...truth.kills,
			],
		});
	t.deepEqual(wrong(2), []);
	t.regex(wrong(6_000_000_000).join('\n'), /kill 1 .*open was ended by a kill/);
});

test('of two kills of a SELECT the first may have hit the clean-up of the INSERT before it', t => {
	const told = story().starts({files: 1}).inserts().uploads(1).sent().ok();
	told.statement('check').kills('query').kills('query');
	told.acknowledged(1).acknowledged(2).fails().statement('rollback').ok();
	told.looks().seesNothing().finds('rolled back whole');
	t.deepEqual(told.effects, ['interrupted', 'interrupted']);
	const wrong = (...kills: readonly number[]) =>
		compare(told.run, told.events, {
			statements: [
				recorded('sql/begin', 0, 1),
				recorded('sql/select', 2, 3),
				recorded('com/Execute', 10, 50, {stageStart: 40n}),
				recorded('sql/select', 52, 70, {errno: 1317}),
				recorded('sql/rollback', 71, 72),
			],
			kills: kills.map(start => recorded('sql/kill', start, start + 1)),
			rows: [],
			isThere: false,
		});
	t.deepEqual(wrong(45, 60), []);
	t.regex(wrong(4, 60).join('\n'), /kill 1 .*open was ended by a kill/);
	t.regex(wrong(45, 46).join('\n'), /open was ended by a kill/);
});

test('a kill during ROLLBACK may come while the server still cleans up after the interrupted INSERT', t => {
	const {told, truth} = interruptedRun();
	const kills = [...truth.kills, recorded('sql/kill', 45, 46)];
	const second = (kill: Story) =>
		compare(kill.run, kill.events, {...truth, kills});
	const during = story().starts({files: 1}).inserts().uploads(1).sent();
	during.kills('query').acknowledgedIn('Execute', 'starting').fails();
	during.statement('rollback').kills('query').acknowledged().ok().looks();
	t.deepEqual(during.effects, ['interrupted', 'too-late']);
	t.deepEqual(second(during.seesNothing().finds('rolled back whole')), []);
	t.not(
		compare(withEffect(told.run, 'too-late'), told.events, truth).length,
		0,
	);
});

test('an INSERT whose client was cut off from its OK was past its check points', t => {
	const told = story().starts({files: 1}).inserts().uploads(1).sent();
	told.kills('query').acknowledgedIn('Execute', 'update').ok();
	const {truth} = committedRun();
	const wrong = (errno: number) =>
		compare(told.run, told.events, {
			...truth,
			statements: truth.statements.map(one =>
				one.stageStart === undefined ? one : {...one, errno},
			),
			kills: [recorded('sql/kill', 45, 46)],
		}).filter(line => line.startsWith('kill'));
	t.deepEqual(wrong(1160), []);
	t.regex(wrong(1317).join('\n'), /past its check points/);
});

test('a kill that the server executed while the row was written was not lost', t => {
	const told = story().starts({files: 1}).inserts().uploads(0.5).kills('query');
	told.acknowledgedIn('Sleep', 'starting').uploads(1).sent().ok();
	const {truth} = committedRun();
	const at = (start: number) => ({
		...truth,
		kills: [recorded('sql/kill', start, start + 1)],
	});
	const wrong = (start: number) =>
		compare(told.run, told.events, at(start)).filter(line =>
			line.startsWith('kill'),
		);
	t.deepEqual(wrong(20), []);
	t.regex(wrong(45).join('\n'), /the target was at work/);
});

test('a COMMIT that was sent after a kill may overtake it', t => {
	const {truth} = committedRun();
	const commit = truth.statements.at(-1);
	const start = commit?.start ?? 0n;
	const kills = [
		{...recorded('sql/kill', 0, 0), start: start + 1n, end: start + 2n},
	];
	const wrong = (told: Story) =>
		compare(told.run, told.events, {...truth, kills}).filter(line =>
			line.startsWith('kill'),
		);
	const whole = () => story().starts({files: 1}).stores();
	const before = whole().kills('query').statement('commit').acknowledged().ok();
	t.deepEqual(before.effects, ['no-statement']);
	t.deepEqual(wrong(before), []);
	const after = whole().statement('commit').kills('query').acknowledged().ok();
	const claimed = withEffect(after.run, 'no-statement');
	t.regex(
		compare(claimed, after.events, {...truth, kills}).join('\n'),
		/a statement was open/,
	);
});
