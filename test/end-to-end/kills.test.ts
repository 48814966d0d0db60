import test, {type ExecutionContext} from 'ava';
import {
	holdUpload,
	patience,
	releaseUpload,
	shows,
	startProgram,
	untilNothingRemains,
	type Program,
} from '../helpers/program.js';
import {executes, largeFiles} from '../helpers/long-execution.js';
import {flavours} from '../helpers/server.js';

for (const flavour of flavours) {
	test.serial(`kills during uploads on ${flavour}, run after run`, async t => {
		const program = await startProgram(t, [
			`--sandbox=${flavour}`,
			'--size=2MB',
			'--files=3',
			'--rate=400KB',
		]);

		// A lost KILL QUERY: the run continues and is committed whole.
		await holdUpload(program, 1);
		program.press('q');
		await releaseUpload(program);
		await program.waitFor(/ 1 QUERY upload \d+ % .* lost/, patience);
		await program.waitFor(/Verdict committed whole: 3 of 3 rows/, patience);
		const first = await idShown(t, program);
		for (const file of [0, 1, 2]) {
			await program.waitFor(
				new RegExp(
					String.raw`│ +${file + 1} │ random_file-${file}.bin │ +2 MB │ [\da-f]+…? │ equal │`,
				),
				patience,
			);
		}

		t.true(shows(program, /DataBlobs as connection \d+ sees it: 3 rows/));
		t.true(shows(program, /transaction committed · 3 of 3 files · 6 MB/));

		// KILL CONNECTION: the next run loses its connection and every row.
		program.press('------');
		await program.waitFor(/rate +400 KB\/s/, patience);
		program.press('s');
		await program.waitFor(/ run 2\b/, patience);
		await holdUpload(program, 1);
		program.press('c');
		await program.waitFor(/ \d CONN +upload \d+ % .* disconnected/, patience);
		await program.waitFor(/Verdict rolled back whole: 0 of 3 rows/, patience);
		const second = await idShown(t, program);
		t.true(shows(program, /✘ random_file-1.bin .* connection lost/));
		t.true(shows(program, /connection lost · 1 of 3 files /));
		t.true(shows(program, /DataBlobs as connection \d+ sees it: empty/));

		// And once more, on a new connection.
		program.press('s');
		await program.waitFor(/ run 3\b/, patience);
		await holdUpload(program, 0);
		const third = await idShown(t, program);
		const {state: again} = await program.recorded();
		t.deepEqual(again.run?.kills, []);
		t.is(new Set([first, second, third]).size, 3);

		program.press('\u0003');
		t.deepEqual(await program.exited, {exitCode: 130, signal: undefined});
		t.true(shows(program, /^run 1: committed whole: 3 of 3 rows/));
		t.true(shows(program, /^run 2: rolled back whole: 0 of 3 rows/));
		await untilNothingRemains(program);
	});

	test.serial(`q during execution interrupts on ${flavour}`, async t => {
		const program = await startProgram(t, [
			`--sandbox=${flavour}`,
			'--files=3',
			'--rate=max',
			'--on-interrupt=rollback',
			...largeFiles[flavour],
		]);

		await program.waitFor(executes(1), patience);
		program.press('q');
		await program.waitFor(/ 1 QUERY execute .* interrupted/, patience);
		await program.waitFor(/Verdict rolled back whole: 0 of 3 rows/, patience);
		t.true(
			shows(program, /✘ random_file-1.bin error 1317 ER_QUERY_INTERRUPTED/),
		);
		t.true(
			shows(
				program,
				/the client rolled back · open until then · 1 file undone/,
			),
		);

		program.press('\u0003');
		t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
		const {state} = await program.recorded();
		t.deepEqual(
			state.run?.kills.map(({effect}) => effect?.effect),
			['interrupted'],
		);
		t.deepEqual(
			state.run?.statements
				.slice(-2)
				.map(({role, ended}) => [role, ended?.outcome.type]),
			[
				['target', 'error'],
				['rollback', 'ok'],
			],
		);
		await untilNothingRemains(program);
	});
}

/** The connection's id; the keys and the pane's title agree on it. */
async function idShown(
	t: ExecutionContext,
	program: Program,
): Promise<string | undefined> {
	const screen = program.screen().join('\n');
	const [query, connection, title] = [
		/KILL QUERY (\d+) /,
		/KILL CONNECTION (\d+) /,
		/Workload ─ connection (\d+) /,
	].map(pattern => pattern.exec(screen)?.[1]);
	const {state} = await program.recorded();
	t.is(query, state.run?.connectionId);
	t.is(connection, query);
	t.is(title, query);
	return query;
}
