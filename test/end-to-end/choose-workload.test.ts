import test from 'ava';
import {blobsFacts} from '../../source/lab/workloads/blobs/facts.js';
import {allFacts} from '../../source/lab/workloads/facts/registry.js';
import {updateFacts} from '../../source/lab/workloads/update/facts.js';
import {
	firstUpload,
	onServer,
	patience,
	runProgram,
	startProgram,
	untilNothingRemains,
} from '../helpers/program.js';
import {flavours, sandboxServer, tablesIn} from '../helpers/server.js';

/** So many lines of the list are between the two workloads. */
const between = allFacts.indexOf(updateFacts) - allFacts.indexOf(blobsFacts);
const down = '\u001B[B'.repeat(between);
const up = '\u001B[A'.repeat(between);

for (const flavour of flavours) {
	test.serial(
		`w chooses another workload between two runs, and nothing is left: ${flavour}`,
		async t => {
			const program = await startProgram(t, [
				`--sandbox=${flavour}`,
				'--workload=update',
				'--scale=0.02',
				'--wait',
				'--kill=query@execute:50%',
				'--on-interrupt=rollback',
			]);
			await program.waitFor(/s start .* w workload/, patience);
			await program.waitFor(/update: an UPDATE of 20,000 rows/);

			// The list begins at the workload of the next run.
			program.press('w');
			await program.waitFor(/▸ update /);
			program.press(up);
			await program.waitFor(/▸ blobs /);
			program.press('s');
			await program.waitFor(/s does nothing here/);
			program.press('\r');
			await program.waitFor(/blobs: 10 files of 100 MB/, patience);
			await program.waitFor(/1 kill of --kill not in this workload/);
			program.press('s');
			await program.waitFor(firstUpload, patience);
			program.press('w');
			await program.waitFor(/w does nothing during a run/);
			program.press('c');
			await program.waitFor(
				/Verdict rolled back whole: 0 of 10 rows/,
				patience,
			);

			// It comes back as it was given.
			program.press('w');
			await program.waitFor(/▸ blobs /);
			program.press(down);
			await program.waitFor(/▸ update /);
			program.press('\r');
			await program.waitFor(/next run: an UPDATE of 20,000 rows/, patience);
			await program.waitFor(/s run update/);
			program.press('s');
			await program.waitFor(/ run 2 /, patience);
			await program.waitFor(
				/Verdict (?:rolled back|committed) whole: /,
				patience,
			);
			await program.waitFor(/run 1: rolled back whole; c disconnected/);
			program.press('\u0003');
			const {exitCode} = await program.exited;
			t.is(exitCode, 0);
			await untilNothingRemains(program);

			const {events, state} = await program.recorded();
			t.deepEqual(
				events.flatMap(event =>
					event.type === 'planned' ? [event.plan.workload.name] : [],
				),
				['update', 'blobs', 'update'],
			);
			t.deepEqual(
				state.earlier?.map(({workload}) => workload),
				['blobs'],
			);

			// Each run is told in its own words.
			const {stdout, ended} = await runProgram(t, [
				'replay',
				program.recording,
				'--plain',
			]);
			t.is(ended, 0);
			t.regex(stdout, /run 1: 10 files of 100 MB, binary protocol/);
			t.regex(
				stdout,
				/kill 1: KILL CONNECTION \d+ sent at \d+ % of the upload|kill 1: KILL CONNECTION \d+ sent during the upload/,
			);
			t.regex(stdout, /run 2: an UPDATE of 20,000 rows/);
			t.regex(stdout, /verdict: .* of 20,000 rows/);

			const replay = await startProgram(t, [
				'replay',
				program.recording,
				'--speed=64',
			]);
			await replay.waitFor(/replay: end/, patience);
			replay.press('w');
			replay.press(',');
			await replay.waitFor(/space resume/, patience);
			t.notRegex(replay.screen().join('\n'), /workload of the next run/);
		},
	);

	test.serial(
		`on a server of one's own, w says how to start again, and nothing is written: ${flavour}`,
		async t => {
			const server = await sandboxServer(flavour);
			t.teardown(server.stop);
			const {args, schema} = onServer(server);
			const program = await startProgram(
				t,
				[...args, '--files=1', '--size=64k', '--rate=max'],
				{columns: 80, rows: 24},
			);
			await program.waitFor(/Verdict committed whole: 1 of 1 row/, patience);
			t.notRegex(program.screen().join('\n'), /w workload/);
			program.press('w');
			await program.waitFor(
				/you agreed to one workload: start again with --workload NAME/,
			);
			program.press(`${down}\r`);
			program.press('s');
			await program.waitFor(/ run 2 /, patience);
			await program.waitFor(/Verdict committed whole: 1 of 1 row/, patience);
			t.deepEqual(await tablesIn(server, schema), ['DataBlobs']);
			program.press('\u0003');
			t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
			t.deepEqual(await tablesIn(server, schema), []);
			const {events} = await program.recorded();
			t.is(events.filter(({type}) => type === 'planned').length, 1);
		},
	);
}
