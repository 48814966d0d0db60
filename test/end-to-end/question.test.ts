import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {exitCodes} from '../../source/options/exit-codes.js';
import {
	patience,
	runProgram,
	shows,
	startProgram,
	until,
	untilNothingRemains,
	type Program,
} from '../helpers/program.js';
import {executes, largeFiles} from '../helpers/long-execution.js';
import {flavours} from '../helpers/server.js';
import {type InterruptAnswer} from '../../source/lab/events/run-plan.js';
import {type Flavour} from '../../source/server/flavour.js';

const asked =
	/error 1317: the transaction is STILL OPEN on \d+, [1-9]\d* rows? pending/;

/** More than are inserted before a key meets an INSERT that executes. */
const files = 8;

const undoneWhole = new RegExp(`Verdict rolled back whole: 0 of ${files} rows`);

async function start(
	t: ExecutionContext,
	flavour: Flavour,
	args: readonly string[] = [],
): Promise<Program> {
	return startProgram(t, [
		`--sandbox=${flavour}`,
		`--files=${files}`,
		'--rate=max',
		...largeFiles[flavour],
		...args,
	]);
}

/** Presses q in the INSERT of one file after another until one is interrupted: on a busy machine a key may come too late. @param from - The first of them, counted from 0. @returns Its file. */
async function untilAsked(
	program: Program,
	{from = 1, question = asked}: {from?: number; question?: RegExp} = {},
): Promise<number> {
	for (let file = from; file < files; file++) {
		await program.waitFor(executes(file), patience);
		program.press('q');
		const next = new RegExp(String.raw`▸ random_file-${file + 1}\.bin `);
		await program.waitFor(
			lines => lines.some(line => question.test(line) || next.test(line)),
			patience,
		);
		if (shows(program, question)) {
			return file;
		}
	}

	throw new Error('Every kill came too late.');
}

async function newestRun(program: Program) {
	const {state} = await program.recorded();
	return state.run;
}

for (const flavour of flavours) {
	test.serial(
		`after error 1317 the lab asks, and each answer does what it says: ${flavour}`,
		async t => {
			const program = await start(t, flavour);
			const undone = await untilAsked(program);
			await program.waitFor(/trx +RUNNING, [1-9]\d* rows?/, patience);
			await program.waitFor(/ \d QUERY execute .* interrupted/, patience);
			program.press('\r');
			await program.waitFor(undoneWhole, patience);
			await program.waitFor(
				new RegExp(
					`the client rolled back · open until then · ${undone} files? undone`,
				),
				patience,
			);
			const first = await newestRun(program);
			t.like(first?.answered, [{answer: 'rollback'}]);
			t.is(first?.question, undefined);

			program.press('s');
			await program.waitFor(/Verdict not yet/, patience);
			const retried = await untilAsked(program);
			program.press('2');
			const skipped = await untilAsked(program, {from: retried + 1});
			program.press('3');
			const last = await untilAsked(program, {from: skipped + 1});
			program.press('4');
			const rows = last - 1;
			await program.waitFor(
				new RegExp(`Verdict committed whole: ${rows} of ${rows} rows`),
				patience,
			);
			await program.waitFor(
				new RegExp(`transaction committed · ${rows} of ${files} files`),
				patience,
			);
			const run = await newestRun(program);
			t.is(run?.question, undefined);
			const lefts = (run?.kills ?? []).flatMap(({effect, left}) =>
				effect?.effect === 'interrupted' && left ? [left] : [],
			);
			// Whether a look came before the answer is a matter of time.
			t.true(
				lefts.every(
					({seen, rows}) =>
						!seen || (seen.state === 'RUNNING' && seen.rows === rows),
				),
			);
			t.deepEqual(
				lefts.map(({seen, ...left}) => left),
				[
					{rows: retried, next: 'retry', isChosen: true},
					{rows: skipped, next: 'skip', isChosen: true},
					{rows, next: 'commit', isChosen: true},
				],
			);

			program.press('\u0003');
			t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
			await untilNothingRemains(program);

			const {stdout, ended} = await runProgram(t, [
				'replay',
				'--plain',
				program.recording,
			]);
			t.is(ended, exitCodes.atomic);
			t.deepEqual(
				stdout.match(
					/(?<=asked: .* STILL OPEN on \d+, )\d+ rows? pending(?=; 1 ROLLBACK)/g,
				),
				[undone, retried, skipped, rows].map(count =>
					count === 1 ? '1 row pending' : `${count} rows pending`,
				),
			);
			t.deepEqual(stdout.match(/(?<= answer: )\w+/g), [
				'rollback',
				'retry',
				'skip',
				'commit',
			]);
		},
	);

	test.serial(
		`while the lab asks, q finds no statement, c ends the question, and Ctrl-C leaves: ${flavour}`,
		async t => {
			const program = await start(t, flavour);
			await untilAsked(program);

			// At every size, and behind help.
			program.resize(60, 16);
			await program.waitFor(
				/^error 1317: transaction STILL OPEN on \d+, \d+ rows? pending/,
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
			await program.waitFor(undoneWhole, patience);
			t.false(shows(program, asked));
			await program.waitFor(/so the question is void/);
			const run = await newestRun(program);
			t.deepEqual(
				run?.kills.map(({effect}) => effect?.effect),
				['interrupted', 'no-statement', 'disconnected'],
			);
			t.deepEqual(
				run?.answered?.map(({answer}) => answer),
				[undefined],
			);

			program.press('s');
			await program.waitFor(/Verdict not yet/, patience);
			await untilAsked(program);
			program.press('\u0003');
			await leftUnanswered(t, program, {
				exitCode: exitCodes.interrupted,
				signal: undefined,
			});
		},
	);
}

test.serial(
	'under autocommit no transaction is called open, and 4 is no answer; SIGTERM leaves',
	async t => {
		const question = /error 1317: no transaction is open/;
		const program = await start(t, 'mysql', ['--autocommit']);
		const skipped = await untilAsked(program, {question});
		program.press('4');
		await program.waitFor(/4 does nothing here/);
		program.press('3');
		await untilAsked(program, {from: skipped + 1, question});
		program.kill('SIGTERM');
		await leftUnanswered(t, program, {exitCode: 0, signal: 15}, 'skip');
	},
);

/** Nothing is left of a program that was told to leave while it asked. @param answered - The answers of its run before that. */
async function leftUnanswered(
	t: ExecutionContext,
	program: Program,
	exit: Awaited<Program['exited']>,
	...answered: readonly InterruptAnswer[]
): Promise<void> {
	t.deepEqual(await program.exited, exit);
	t.false(program.isAlternateScreen());
	t.true(program.isCursorVisible());
	await untilNothingRemains(program);
	const run = await newestRun(program);
	t.is(run?.question, undefined);
	t.deepEqual(
		run?.answered?.map(({answer}) => answer),
		[...answered, undefined],
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
