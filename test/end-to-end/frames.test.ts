import test, {type ExecutionContext} from 'ava';
import xterm from '@xterm/headless';
import {
	brokenLines,
	onServer,
	patience,
	startProgram,
	until,
	type Program,
} from '../helpers/program.js';
import {flavours, sandboxServer} from '../helpers/server.js';

const sizes = [
	{columns: 120, rows: 40, isFramed: true},
	{columns: 90, rows: 30, isFramed: true},
	{columns: 60, rows: 16, isFramed: false},
] as const;

for (const flavour of flavours) {
	test.serial(`the frames on ${flavour}`, async t => {
		const server = await sandboxServer(flavour);
		t.teardown(server.stop);

		await Promise.all(
			sizes.map(async ({columns, rows, isFramed}) => {
				const program = await startProgram(
					t,
					[...onServer(server).args, '--size=8MB', '--rate=200KB'],
					{columns, rows},
				);
				// The upload takes 40 s: its frames can't be missed.
				await program.waitFor(
					/▸ random_file-0.*upload.* \d\d % +[1-9].* [KM]B\/s/,
					patience,
				);
				await program.waitFor(/server {2}Sleep/, patience);
				const lines = program.screen();
				const screen = lines.join('\n');
				const {state} = await program.recorded();
				const size = `${flavour} ${columns}x${rows}\n${screen}`;

				t.regex(lines[0] ?? '', /^ Kill Lab {3}(?:MySQL|MariaDB) \d/, size);
				t.regex(lines[0] ?? '', / run 1\b/, size);
				t.regex(lines[1] ?? '', isFramed ? /^╭ Workload/ : /^ q /, size);
				t.regex(
					screen,
					new RegExp(String.raw` q {2}KILL QUERY ${idOf(state)}\b`),
					size,
				);
				t.regex(
					screen,
					new RegExp(String.raw` c {2}KILL CONNECTION ${idOf(state)}\b`),
					size,
				);
				t.regex(
					screen,
					/▸ random_file-0\.bin {1,2}upload {3}█+░+ +\d+ %/,
					size,
				);
				t.regex(screen, / [1-9][.\d]* [KM]B\/s/, size);
				t.regex(screen, /Verdict not yet: another connection/, size);
				t.deepEqual(isFramed ? brokenLines(lines, columns) : [], [], size);
				await assertNarrow(t, program, columns, rows);
			}),
		);
	});
}

test.serial(
	'below 60x16 there is a message, and the keys still work',
	async t => {
		const server = await sandboxServer('mysql');
		t.teardown(server.stop);
		const program = await startProgram(
			t,
			[...onServer(server).args, '--size=8MB', '--rate=100KB'],
			{columns: 59, rows: 15},
		);
		await program.waitFor(/Kill Lab needs 60 x 16 cells/, patience);
		const lines = program.screen();
		t.is(
			lines.filter(line => line !== '').join(' '),
			'Kill Lab needs 60 x 16 cells; this terminal has 59 x 15. q and c still kill.',
		);

		await until(async () => {
			const {state} = await program.recorded();
			return state.run !== undefined;
		});
		program.press('c');
		program.resize(60, 16);
		await program.waitFor(/ 1 CONN .* disconnected/, patience);
	},
);

test.serial('no frame is broken when a run starts or ends', async t => {
	const server = await sandboxServer('mysql');
	t.teardown(server.stop);
	const program = await startProgram(t, [
		...onServer(server).args,
		'--files=12',
		'--size=1MB',
		'--rate=10MB',
	]);
	const broken: string[] = [];
	const untilVerdict = async (run: number) => {
		await program.waitFor(lines => {
			if (isWholeFrame(program) && (lines[1] ?? '').startsWith('╭')) {
				const missing = brokenLines(lines, 120);
				broken.push(...(missing.length > 0 ? [lines.join('\n')] : []));
			}

			return (
				(lines[0] ?? '').includes(` run ${run} `) &&
				lines.some(line => line.includes('Verdict committed whole'))
			);
		}, patience);
	};

	await untilVerdict(1);
	program.press('s');
	await untilVerdict(2);
	t.is(broken[0], undefined);
});

/** Whether the newest frame has been drawn completely: frames are bracketed in synchronized output. */
function isWholeFrame(program: Program): boolean {
	const output = program.output();
	return (
		output.lastIndexOf('\u001B[?2026l') > output.lastIndexOf('\u001B[?2026h')
	);
}

function idOf({run}: Awaited<ReturnType<Program['recorded']>>['state']) {
	return run?.connectionId ?? 'no run';
}

/** Draws everything again on a much wider terminal: nothing may go beyond the columns of the real one. */
async function assertNarrow(
	t: ExecutionContext,
	program: Program,
	columns: number,
	rows: number,
): Promise<void> {
	const wide = new xterm.Terminal({
		cols: columns * 3,
		rows,
		allowProposedApi: true,
	});
	await new Promise<void>(resolve => {
		wide.write(program.output(), resolve);
	});
	const buffer = wide.buffer.active;
	const widths = Array.from(
		{length: rows},
		(_, row) => buffer.getLine(row)?.translateToString(true).length ?? 0,
	);
	t.true(Math.max(...widths) <= columns, JSON.stringify(widths));
}
