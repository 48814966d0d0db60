import test from 'ava';
import {
	patience,
	startProgram,
	untilNothingRemains,
	type Program,
} from '../helpers/program.js';

/** The lab runs it twice: at first alone, as the control, and that takes as long. */
const pieces = ['SELECT', ' SLEEP', '(4)'];
const statement = pieces.join('');

/** Waits until the open line has just this text. */
async function untilLine(program: Program, text: string): Promise<void> {
	await program.waitFor(lines =>
		// The cursor is a space at its end.
		lines.some(line => line.trimEnd() === `: ${text}`.trimEnd()),
	);
}

test.serial(
	`a statement that is typed on the screen runs and is killed, and is there again`,
	async t => {
		const program = await startProgram(
			t,
			[`--sandbox=mysql`, '--wait', '--on-interrupt=rollback'],
			// A small screen has no borders around the line.
			{columns: 80, rows: 24},
		);
		await program.waitFor(/s start .* : SQL/, patience);
		program.press(':');
		await untilLine(program, '');

		program.press(
			'\u001B[200~q\nc\r\nSELECT c\n\tFROM q;\n\u0003s\n\u001B[201~',
		);
		await untilLine(program, 'q c SELECT c FROM q; s');
		program.press('\u0015');
		await untilLine(program, '');

		// In one packet they would be a paste, and Enter right after them a part of it.
		let typed = '';
		for (const piece of pieces) {
			program.press(piece);
			typed += piece;
			await untilLine(program, typed);
		}

		program.press('\r');
		await program.waitFor(/^sql: SELECT SLEEP\(4\)$/, patience);
		await program.waitFor(/s start .* : SQL/, patience);
		program.press('s');
		await program.waitFor(/^server +(?:Query|Execute) \/ User sleep/, patience);
		program.press('q');
		await program.waitFor(/^Verdict (?!not yet)/, patience);

		program.press(':');
		await untilLine(program, '');
		program.press('\u001B[A');
		await untilLine(program, statement);
		program.press('\u001B');
		await program.waitFor(/s run .* : SQL/);
		program.press('\u0003');
		t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
		await untilNothingRemains(program);

		const {events} = await program.recorded();
		t.deepEqual(
			events
				.flatMap(event =>
					event.type === 'planned' ? [event.plan.workload.options] : [],
				)
				.at(-1),
			{statement},
		);
		// Of all that was typed and pasted, only the q after the s killed.
		t.is(events.filter(({type}) => type === 'run-started').length, 1);
		t.deepEqual(
			events.flatMap(event => (event.type === 'kill-sent' ? [event.kind] : [])),
			['query'],
		);
	},
);
