const choiceCommands = [
	'help',
	'close',
	'arm',
	'workloads',
	'prompt',
	'history',
	'switch',
	'up',
	'down',
	'page-up',
	'page-down',
	'first',
	'last',
	'confirm',
	'earlier-kill',
	'later-kill',
	'production',
] as const;

/** Changes what is shown, and nothing else. */
export type ChoiceCommand = (typeof choiceCommands)[number];

const choices: ReadonlySet<string> = new Set(choiceCommands);

/** Whether a command only changes what is shown. */
export function isChoice<Command extends string>(
	command: Command,
): command is Command & ChoiceCommand {
	return choices.has(command);
}
