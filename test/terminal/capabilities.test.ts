import test from 'ava';
import {detectCapabilities} from '../../source/terminal/capabilities.js';

type Env = Readonly<Record<string, string>>;

function detect(
	env: Env,
	options: Partial<Parameters<typeof detectCapabilities>[0]> = {},
) {
	return detectCapabilities({
		env,
		stdinIsTerminal: true,
		stdoutIsTerminal: true,
		ascii: false,
		...options,
	});
}

/** Environments in a shell's notation. */
function parseEnv(text: string): Env {
	return Object.fromEntries(
		text
			.split(' ')
			.filter(Boolean)
			.map((entry): [string, string] => {
				const [name = '', value = ''] = entry.split('=');
				return [name, value];
			}),
	);
}

const unicodeCases: ReadonlyArray<readonly [string, boolean]> = [
	['LANG=C.UTF-8', true],
	['LANG=en_GB.UTF-8', true],
	['LANG=de_DE.utf8@euro', true],
	['LC_CTYPE=UTF-8', true],
	['LANG=en_GB', false],
	['LANG=en_GB.ISO-8859-15', false],
	['LANG=C', false],
	['LANG=POSIX', false],
	['', false],
	['LANG=', false],
	['TERM=xterm-256color', false],
	['TERM=linux LANG=C.UTF-8', false],
	['LC_ALL=C LC_CTYPE=C.UTF-8 LANG=C.UTF-8', false],
	['LC_ALL=C.UTF-8 LC_CTYPE=C LANG=C', true],
	['LC_CTYPE=C LANG=C.UTF-8', false],
	['LC_CTYPE=C.UTF-8 LANG=C', true],
	['LC_ALL= LC_CTYPE= LANG=C.UTF-8', true],
	['LC_MESSAGES=C.UTF-8 LANGUAGE=en.UTF-8', false],
];

for (const [env, expected] of unicodeCases) {
	test(`with "${env}" Unicode is ${expected ? '' : 'not '}written`, t => {
		t.is(detect(parseEnv(env)).unicode, expected);
	});
}

test('ASCII can be requested', t => {
	t.false(detect(parseEnv('LANG=C.UTF-8'), {ascii: true}).unicode);
});

const interactiveCases: ReadonlyArray<
	readonly [string, boolean, boolean, boolean]
> = [
	['TERM=xterm', true, true, true],
	['TERM=xterm', true, false, false],
	['TERM=xterm', false, true, false],
	['TERM=dumb', true, true, false],
	['', true, true, true],
	['NO_COLOR=1 CI=1', true, true, true],
];

for (const [
	env,
	stdinIsTerminal,
	stdoutIsTerminal,
	expected,
] of interactiveCases) {
	test(`with "${env}", input ${String(stdinIsTerminal)} and output ${String(stdoutIsTerminal)} there is ${expected ? 'a' : 'no'} screen`, t => {
		t.is(
			detect(parseEnv(env), {stdinIsTerminal, stdoutIsTerminal}).interactive,
			expected,
		);
	});
}
