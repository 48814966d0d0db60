/**
What a program's log says about its failure, ready to be put behind a message: the last lines that speak of an
error, or without any the last lines at all. Empty when the log is.
*/
export function quoteLog(log: string, lines = 5): string {
	const all = log
		.split('\n')
		.map(line => line.trim())
		.filter(Boolean);
	// Apt names the cause first and its consequences after.
	const cause = all.find(line => line.startsWith('E: '));
	if (cause !== undefined) {
		const [, key] = /NO_PUBKEY ([\dA-F]+)/.exec(log) ?? [];
		const hint =
			key === undefined
				? ''
				: ` Its key ${key} is not known here: upgrade the package debian-archive-keyring or ubuntu-keyring.`;
		return `: ${cause.slice(3).replaceAll(/\s+/g, ' ')}${hint}`;
	}

	const errors = all.filter(line => /error|not found|no space/i.test(line));
	const quoted = (errors.length > 0 ? errors : all).slice(-lines);
	return quoted.map(line => `\n  ${line}`).join('');
}
