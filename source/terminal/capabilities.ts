import {
	byDefault,
	firstVariable,
	fromVariable,
	type Sourced,
} from '../origin.js';

/** What the terminal is known to be able to do. */
export type Capabilities = {
	/** Whether the program can draw a screen and read keys. If not, the output is plain lines. */
	readonly interactive: boolean;
	/** Whether characters beyond ASCII may be written. */
	readonly unicode: boolean;
};

/** What the capabilities are judged by. */
export type TerminalFacts = {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly stdinIsTerminal: boolean;
	readonly stdoutIsTerminal: boolean;
	/** Whether ASCII was requested. */
	readonly ascii: boolean;
};

/** Finds out what the terminal can do. Its size does not matter here: it may change at any time. */
export function detectCapabilities(surroundings: TerminalFacts): Capabilities {
	const {env, stdinIsTerminal, stdoutIsTerminal, ascii} = surroundings;
	const isDumb = env['TERM'] === 'dumb';

	return {
		interactive: stdinIsTerminal && stdoutIsTerminal && !isDumb,
		unicode: drawsUnicode(env, ascii).value,
	};
}

/**
Whether characters beyond ASCII may be drawn: if the locale is in UTF-8. POSIX: the first of these that is set and not empty decides, and with none the locale is `C`, which is ASCII. A wrong guess costs a few pretty lines this way, and the whole
picture the other way.
*/
export function drawsUnicode(
	env: TerminalFacts['env'],
	ascii: boolean,
): Sourced<boolean> {
	if (ascii) {
		return {value: false, origin: {type: 'flag', flag: '--ascii'}};
	}

	// The console of Linux draws few characters whatever the locale is.
	if (env['TERM'] === 'linux') {
		return fromVariable('TERM', false);
	}

	const locale = firstVariable([
		['LC_ALL', env['LC_ALL']],
		['LC_CTYPE', env['LC_CTYPE']],
		['LANG', env['LANG']],
	]);
	return locale
		? {...locale, value: /utf-?8/i.test(locale.value)}
		: {value: false, origin: byDefault};
}
