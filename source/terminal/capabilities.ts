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
		unicode: !ascii && isUnicode(env),
	};
}

/**
Whether the locale is in UTF-8. POSIX: the first of these that is set and not empty decides, and with none the locale is `C`, which is ASCII. A wrong guess costs a few pretty lines this way, and the whole
picture the other way.
*/
function isUnicode(env: TerminalFacts['env']): boolean {
	// The console of Linux draws few characters whatever the locale is.
	if (env['TERM'] === 'linux') {
		return false;
	}

	const locale =
		[env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(Boolean) ?? 'C';
	return /utf-?8/i.test(locale);
}
