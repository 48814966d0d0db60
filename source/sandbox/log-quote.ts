/**
What a program's log says about its failure, ready to follow a message: the last lines about an error, or if there
are none, the last lines. Empty if the log is.
*/
export function quoteLog(log: string, lines = 5): string {
	const all = log
		.split('\n')
		.map(line => line.trim())
		.filter(Boolean);
	// Apt names the cause first, then its consequences.
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
