import {Box, Text} from 'ink';

const keys = [
	['q', 'ends the statement, if in time'],
	['c', 'ends connection and transaction'],
	['i', 'what the client does after error 1317'],
	['a', 'arms a kill: upload, execute, commit'],
	['s space + -', 'start; pause; faster, slower'],
	['^C', 'clean up and quit; q never quits'],
] as const;

const effects = [
	['interrupted', 'error 1317, transaction still open'],
	['lost', 'the server was still reading'],
	['too late', 'the statement finished'],
	['no statement', 'nothing was running'],
	['disconnected', 'closed; what was open rolls back'],
	['already gone', 'error 1094: it had ended before'],
] as const;

/** What the keys do and what the words of the kill log mean. */
export function HelpText() {
	return (
		<Box flexDirection="column">
			<Entries entries={keys} />
			<Entries entries={effects} />
			<Text wrap="truncate">A KILL&apos;s OK only says: the flag is set.</Text>
		</Box>
	);
}

function Entries({
	entries,
}: {
	readonly entries: ReadonlyArray<readonly [string, string]>;
}) {
	return entries.map(([name, meaning]) => (
		<Text key={name} wrap="truncate">
			<Text bold>{name.padEnd(13)}</Text>
			{meaning}
		</Text>
	));
}
