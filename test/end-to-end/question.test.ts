import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {exitCodes} from '../../source/commands/exit-code.js';
import {type InterruptAnswer} from '../../source/lab/events/run-plan.js';
import {
	patience,
	runProgram,
	shows,
	startProgram,
	until,
	untilNothingRemains,
	type Program,
} from '../helpers/program.js';
import {executesSecond, largeFiles} from '../helpers/long-execution.js';
import {flavours} from '../helpers/server.js';
import {type Flavour} from '../../source/server/flavour.js';

const asked = /error 1317: the transaction is STILL OPEN on \d+, 1 row pending/;

async function start(
	t: ExecutionContext,
	flavour: Flavour,
	args: readonly string[] = [],
): Promise<Program> {
	return startProgram(t, [
		`--sandbox=${flavour}`,
		'--files=3',
		'--rate=max',
		...largeFiles[flavour],
		...args,
	]);
}

/** How often the second INSERT may be over before the key arrives. */
const mostTries = 5;

/** Presses q in the second INSERT until one is interrupted: on a busy machine a key may come too late. */
async function untilAsked(
	program: Program,
	question: RegExp = asked,
): Promise<void> {
	for (let tries = 0; tries < mostTries; tries++) {
		await program.waitFor(executesSecond, patience);
		program.press('q');
		await program.waitFor(
			lines =>
				lines.some(
					line => question.test(line) || /Verdict \w+ whole/.test(line),
				),
			patience,
		);
		if (shows(program, question)) {
			return;
		}

		program.press('s');
		await program.waitFor(/Verdict not yet/, patience);
	}

	throw new Error('Every kill came too late.');
}

async function newestRun(program: Program) {
	const {state} = await program.recorded();
	return state.run;
}

const answers: ReadonlyArray<
	readonly [
		key: string,
		answer: InterruptAnswer,
		verdict: RegExp,
		transaction: RegExp,
	]
> = [
	[
		'\r',
		'rollback',
		/Verdict rolled back whole: 0 of 3 rows/,
		/the client rolled back · open until then · 1 file undone/,
	],
	[
		'2',
		'retry',
		/Verdict committed whole: 3 of 3 rows/,
		/transaction committed · 3 of 3 files/,
	],
	[
		'3',
		'skip',
		/Verdict committed whole: 2 of 2 rows/,
		/transaction committed · 2 of 3 files/,
	],
	[
		'4',
		'commit',
		/Verdict committed whole: 1 of 1 row/,
		/transaction committed · 1 of 3 files/,
	],
	[
		'1',
		'rollback',
		/Verdict rolled back whole: 0 of 3 rows/,
		/the client rolled back · open until then · 1 file undone/,
	],
];

for (const flavour of flavours) {
	test.serial(
		`after error 1317 the lab asks, and each answer does what it says: ${flavour}`,
		async t => {
			const program = await start(t, flavour);
			for (const [
				index,
				[key, answer, verdict, transaction],
			] of answers.entries()) {
				if (index > 0) {
					program.press('s');
					await program.waitFor(/Verdict not yet/, patience);
				}

				await untilAsked(program);
				await program.waitFor(/trx +RUNNING, 1 row/, patience);
				await program.waitFor(/ \d QUERY execute .* interrupted/, patience);
				program.press(key);
				await program.waitFor(verdict, patience);
				await program.waitFor(transaction, patience);
				const run = await newestRun(program);
				t.like(run?.answered, [{answer}]);
				t.is(run?.question, undefined);
				t.like(run?.kills.at(-1), {
					effect: {effect: 'interrupted'},
					left: {rows: 1, next: answer, isChosen: true},
				});
			}

			program.press('\u0003');
			t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
			await untilNothingRemains(program);

			const {stdout, ended} = await runProgram(t, [
				'replay',
				'--plain',
				program.recording,
			]);
			t.is(ended, exitCodes.atomic);
			t.is(
				stdout.match(/asked: .* STILL OPEN on \d+, 1 row pending; 1 ROLLBACK/g)
					?.length,
				answers.length,
			);
			t.deepEqual(
				stdout.match(/(?<= answer: )\w+/g),
				answers.map(([, answer]) => answer),
			);
		},
	);

	test.serial(
		`while the lab asks, q finds no statement, and c ends the question: ${flavour}`,
		async t => {
			const program = await start(t, flavour);
			await untilAsked(program);

			// At every size, and behind help.
			program.resize(60, 16);
			await program.waitFor(
				/^error 1317: transaction STILL OPEN on \d+, 1 row pending/,
			);
			program.press('?');
			await program.waitFor(/^ error 1317: transaction STILL OPEN on /);
			program.press('\u001B');
			await program.waitFor(/^ 1 {2}ROLLBACK /);
			program.resize(120, 40);
			await program.waitFor(asked);

			program.press(' ');
			await program.waitFor(/space does nothing yet: 1 2 3 4 answer/);
			program.press('q');
			await program.waitFor(/ 2 QUERY idle .* no statement/, patience);
			t.true(shows(program, asked));
			program.press('c');
			await program.waitFor(/ 3 CONN {2}idle .* disconnected/, patience);
			await program.waitFor(/Verdict rolled back whole: 0 of 3 rows/, patience);
			t.false(shows(program, asked));
			await program.waitFor(/So nothing is left/);
			const run = await newestRun(program);
			t.deepEqual(
				run?.kills.map(({effect}) => effect?.effect),
				['interrupted', 'no-statement', 'disconnected'],
			);
			t.deepEqual(
				run?.answered?.map(({answer}) => answer),
				[undefined],
			);

			program.press('\u0003');
			t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
			await untilNothingRemains(program);
		},
	);

	for (const [how, leave, exit] of [
		[
			'Ctrl-C',
			(program: Program) => {
				program.press('\u0003');
			},
			{exitCode: exitCodes.interrupted, signal: undefined},
		],
		[
			'SIGTERM',
			(program: Program) => {
				program.kill('SIGTERM');
			},
			{exitCode: 0, signal: 15},
		],
	] as const) {
		test.serial(
			`while the lab asks, ${how} leaves, and nothing is left: ${flavour}`,
			async t => {
				const program = await start(t, flavour);
				await untilAsked(program);
				leave(program);
				t.deepEqual(await program.exited, exit);
				t.false(program.isAlternateScreen());
				t.true(program.isCursorVisible());
				await untilNothingRemains(program);
				const run = await newestRun(program);
				t.is(run?.question, undefined);
				t.deepEqual(
					run?.answered?.map(({answer}) => answer),
					[undefined],
				);
			},
		);
	}

	test.serial(
		`under autocommit no transaction is called open, and 4 is no answer: ${flavour}`,
		async t => {
			const program = await start(t, flavour, ['--autocommit']);
			await untilAsked(program, /error 1317: no transaction is open/);
			program.press('4');
			await program.waitFor(/4 does nothing here/);
			program.press('3');
			await program.waitFor(/Verdict committed whole: 2 of 2 rows/, patience);
			program.press('\u0003');
			t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
			await untilNothingRemains(program);
		},
	);
}

test.serial(
	'if the server dies while the lab asks, nothing is left to decide',
	async t => {
		const program = await start(t, 'mysql');
		await untilAsked(program);
		const remains = await program.remains();
		const server = remains.flatMap(
			name => /^process (\d+)$/.exec(name)?.[1] ?? [],
		);
		t.true(server.length > 0);
		for (const pid of server) {
			process.kill(Number(pid), 'SIGKILL');
		}

		await until(async () => {
			const run = await newestRun(program);
			return run?.answered !== undefined && run.question === undefined;
		});
		await program.waitFor(/Verdict unknown/, patience);
		program.press('\u0003');
		await program.exited;
		t.false(program.isAlternateScreen());
		await untilNothingRemains(program);
	},
);

test('without a screen nobody can answer: --on-interrupt ask is refused', async t => {
	const {stderr, ended} = await runProgram(t, [
		'--plain',
		'--on-interrupt=ask',
	]);
	t.is(
		stderr,
		'kill-lab: --on-interrupt ask waits for an answer, so it needs the screen.\n',
	);
	t.is(ended, exitCodes.error);
});
