import test, {type ExecutionContext} from 'ava';
import {
	holdUpload,
	onServer,
	patience,
	releaseUpload,
	startProgram,
	type Program,
} from '../helpers/program.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mysql');
});

test.after.always(async () => {
	await server.stop();
});

type Look = {
	readonly program: Program;
	/** The screen during an upload. */
	readonly during: string;
	/** The screen with the verdict. */
	readonly after: string;
};

/** A whole story on the screen: uploads, a kill, the verdict with its table, and the lines after the end. */
async function play(
	t: ExecutionContext,
	args: readonly string[],
	env: Readonly<Record<string, string>>,
): Promise<Look> {
	const program = await startProgram(
		t,
		[
			...onServer(server).args,
			'--size=2MB',
			'--files=2',
			'--rate=200KB',
			...args,
		],
		{env},
	);
	await holdUpload(program, 0);
	const during = program.screen().join('\n');
	program.press('q');
	await releaseUpload(program);
	await program.waitFor(/ 1 QUERY .* lost/, patience);
	await program.waitFor(/Verdict committed whole/, patience);
	await program.waitFor(/random_file-1\.bin .* equal /, patience);
	const after = program.screen().join('\n');
	program.press('\u0003');
	t.deepEqual(await program.exited, {exitCode: 0, signal: undefined});
	return {program, during, after};
}

/** The parameters of all sequences that set colours and weights. */
function attributes(program: Program): readonly string[] {
	return program
		.output()
		.split('\u001B[')
		.flatMap(text => /^([\d;:]*)m/.exec(text)?.[1]?.split(/[;:]/) ?? []);
}

const isColour = (parameter: string) =>
	/^(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])$/.test(parameter);

test.serial('the screen has colours, and characters beyond ASCII', async t => {
	const {program, during, after} = await play(t, [], {});
	t.true(attributes(program).some(parameter => isColour(parameter)));
	t.regex(during, /^╭ Workload ─ .*▸ random_file-0.*░/ms);
	t.regex(after, /^╭ Workload ─ .*✔ random_file-0.*┌─+┬─/ms);
});

test.serial('NO_COLOR removes the colours', async t => {
	// eslint-disable-next-line @typescript-eslint/naming-convention -- An environment variable.
	const {program} = await play(t, [], {NO_COLOR: '1'});
	t.deepEqual(
		attributes(program).filter(parameter => isColour(parameter)),
		[],
	);
});

/* eslint-disable @typescript-eslint/naming-convention -- Environment variables. */
const asciiOnly: ReadonlyArray<{
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
}> = [
	{args: ['--ascii'], env: {}},
	{args: [], env: {TERM: 'linux', LANG: 'C'}},
	{args: [], env: {LC_ALL: 'C'}},
];
/* eslint-enable @typescript-eslint/naming-convention */

for (const {args, env} of asciiOnly) {
	const how = [...args, ...Object.entries(env).map(pair => pair.join('='))];
	test.serial(`only ASCII is written with ${how.join(' ')}`, async t => {
		const {program, during, after} = await play(t, args, env);
		t.is(program.output().match(/\P{ASCII}+/gu), null);
		t.regex(during, /^\+ Workload - .*> random_file-0\.bin +paused +#*\.+ /ms);
		t.regex(after, /^\+ Workload - .*v random_file-0.*\+-+\+-/ms);
	});
}
