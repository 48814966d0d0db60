import {createRequire} from 'node:module';
import {environmentSections} from '../../source/commands/help/environment.js';
import {exitSections} from '../../source/commands/help/exit-codes.js';
import {keySections} from '../../source/commands/help/keys.js';
import {type Section} from '../../source/commands/help/section.js';
import {verdictSections} from '../../source/commands/help/verdicts.js';
import {listed} from '../../source/listed.js';
import {commandHelp} from '../../source/options/command-help.js';
import {
	commands,
	spelled,
	type Command,
	type Flag,
} from '../../source/options/flag.js';
import {flags} from '../../source/options/flags.js';
import {topics} from '../../source/options/topics.js';
import {machineFiles} from '../../source/server/option-files.js';
import {version} from '../../source/version.js';
import {sentence, typed} from './roff.js';

// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- It is this package's own manifest.
const {description} = createRequire(import.meta.url)(
	'kill-lab/package.json',
) as {readonly description: string};

/** Command lines, and what each does. */
export const examples: ReadonlyArray<readonly [line: string, text: string]> = [
	['kill-lab', 'Starts a throwaway server, and the lab on it.'],
	[
		'kill-lab -h db.example.com -u admin -p --files 3 --size 20MB',
		'Runs the lab on a server of yours, after it has asked.',
	],
	[
		'kill-lab --workload update --plain --kill query@execute:50%',
		'Kills an UPDATE of many rows when half of them are changed, and prints lines.',
	],
	[
		'kill-lab --json --files 2 --kill connection@2:upload:50% --expect rolled-back',
		'Kills a connection from a script, which insists on the outcome.',
	],
	[
		'kill-lab attach 8812 --login-path=prod --kill query --yes --expect-user app',
		'Kills the statement of a connection, and proves what that did.',
	],
	[
		'kill-lab sweep --workload all --trials 60 --log map.jsonl --html map.html',
		'Maps what kills do in each phase of every workload.',
	],
	['kill-lab replay run.jsonl --speed 2', 'Plays what --record has written.'],
];

/** What the program reads and keeps. */
const files: ReadonlyArray<readonly [file: string, text: string]> = [
	[
		[...machineFiles, '~/.my.cnf'].join(', '),
		"Option files, which are read as the mysql client does; the lab's own group is [kill-lab].",
	],
	['~/.mylogin.cnf', 'The login file of mysql_config_editor.'],
	['~/.cache/kill-lab', 'The servers that were downloaded.'],
	['~/.local/state/kill-lab', 'What --fix will put back on a server.'],
];

/** An entry of a list. @param label - Roff already. */
function entry(label: string, texts: readonly string[]): readonly string[] {
	return [
		'.TP',
		label,
		...texts.flatMap((text, index) => [
			...(index === 0 ? [] : ['.br']),
			sentence(text),
		]),
	];
}

function sectionsIn(
	title: string,
	sections: readonly Section[],
): readonly string[] {
	return [
		`.SH ${title}`,
		...sections.flatMap(({heading, entries}) => [
			...(heading === undefined ? [] : [`.SS ${sentence(heading)}`]),
			...entries.flatMap(({name, texts}) =>
				entry(typed(name).replaceAll(/\\f[BI]/g, String.raw`\fB`), texts),
			),
		]),
	];
}

function synopsis(): readonly string[] {
	return commands.flatMap((name, index) => [
		...(index === 0 ? [] : ['.br']),
		typed(`kill-lab ${commandHelp[name].usage}`),
	]);
}

function optionEntry(name: string, flag: Flag): readonly string[] {
	const {shortFlag, value, text, takenBy} = flag;
	const long = spelled(name, flag);
	const argument =
		value === undefined
			? ''
			: value.isOptional
				? `[=${value.name}]`
				: ` ${value.name}`;
	const words = value?.words ?? [];
	return entry(
		typed(
			`${shortFlag === undefined ? '' : `-${shortFlag}, `}${long}${argument}`,
		),
		[
			[
				text,
				...(words.length > 1 && words.length <= mostWords
					? [`It takes ${listed(words, 'or')}.`]
					: []),
				...(takenBy.length === commands.length
					? []
					: [
							`For ${listed(
								takenBy.map(other => commandName(other)),
								'and',
							)}.`,
						]),
			].join(' '),
		],
	);
}

/** More words than these are told elsewhere. */
const mostWords = 8;

function commandName(command: Command): string {
	return commandHelp[command].isUnnamed ? 'the lab' : `\`${command}\``;
}

/** The man page, made from the records that --help is made from. Pure. */
export function manPage(): string {
	return [
		String.raw`.\" Made by npm run man.`,
		`.TH KILL-LAB 1 "" "kill-lab ${version}" "User Commands"`,
		'.SH NAME',
		String.raw`kill\-lab \- ${sentence(description.charAt(0).toLowerCase() + description.slice(1))}`,
		'.SH SYNOPSIS',
		...synopsis(),
		'.SH DESCRIPTION',
		sentence(
			"A server accepts a KILL by setting a flag, and says no more. kill-lab runs a transaction on a real server, lets you kill its statement or its connection at any moment, reads from what the connection's own statements returned what that did, and proves at the end whether all of it is committed or all of it is rolled back.",
		),
		'.PP',
		sentence(
			`On a terminal it draws a screen; otherwise, or with --plain or --json, it prints lines. Keys and words that are the same everywhere are told by \`kill-lab help\` with ${listed(
				topics.map(topic => `\`${topic}\``),
				'or',
			)}.`,
		),
		'.SH COMMANDS',
		...commands.flatMap(name =>
			entry(typed(`kill-lab ${commandHelp[name].usage}`), [
				commandHelp[name].text,
			]),
		),
		'.SH OPTIONS',
		...Object.entries<Flag>(flags).flatMap(([name, flag]) =>
			optionEntry(name, flag),
		),
		...sectionsIn('KEYS', keySections()),
		...sectionsIn('VERDICTS', verdictSections()),
		...sectionsIn('EXIT STATUS', exitSections()),
		...sectionsIn('ENVIRONMENT', environmentSections()),
		'.SH FILES',
		...files.flatMap(([file, text]) => entry(typed(file), [text])),
		'.SH EXAMPLES',
		...examples.flatMap(([line, text]) => entry(typed(line), [text])),
		'.SH SEE ALSO',
		String.raw`.BR mysql (1),`,
		String.raw`.BR mariadb (1),`,
		String.raw`.BR mysql_config_editor (1)`,
	]
		.map(line => `${line}\n`)
		.join('');
}
