import {type FlagValue} from '../../options/flag.js';
import {commandWords} from '../../options/command-help.js';
import {loginPathsWord} from '../../options/shells.js';
import {completedCommands, valueFlags, type CompletedFlag} from './model.js';

/** A word for fish, whose quotes know two escapes. */
function quoted(text: string): string {
	return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}

/** What `complete` is told of a value. */
function argument({words = [], offers, isOptional}: FlagValue): string {
	return offers === 'files'
		? ' -r -F'
		: offers === 'login-paths'
			? ` -x -a '(kill-lab completion ${loginPathsWord} 2>/dev/null)'`
			: `${isOptional ? '' : ' -x'}${words.length === 0 ? '' : ` -a ${quoted(words.join(' '))}`}`;
}

function flagLine({long, short, text, value}: CompletedFlag): string {
	return `${short === undefined ? '' : ` -s ${short.slice(1)}`} -l ${long.slice(2)}${value ? argument(value) : ''} -d ${quoted(text)}`;
}

/** The flags, each line once with all the commands that it is true of. */
function flagLines(): readonly string[] {
	const takenBy = new Map<string, string[]>();
	for (const {name, isUnnamed, flags} of completedCommands) {
		for (const flag of flags) {
			const line = flagLine(flag);
			takenBy.set(line, [
				...(takenBy.get(line) ?? []),
				...(isUnnamed ? ['none', name] : [name]),
			]);
		}
	}

	return Array.from(takenBy, ([line, names]) => completion(names, line));
}

/** @param names - The commands with which it is offered; `none` is the line that has none yet. */
function completion(names: readonly string[], line: string): string {
	return `complete -c kill-lab -n '__kill_lab_in ${names.join(' ')}'${line}`;
}

/** The script for fish. Pure. */
export function fishScript(): string {
	return `# Completion of kill-lab for fish. To load it: kill-lab completion fish | source

# The command of the line: the first word that is neither a flag nor the value of one.
function __kill_lab_command
	set -l words (commandline -opc)
	set -e words[1]
	set -l is_value no
	for word in $words
		if test $is_value = yes
			set is_value no
			continue
		end
		switch $word
			case ${valueFlags.join(' ')}
				set is_value yes
			case '-*'
			case ${commandWords.join(' ')}
				echo $word
				return
			case '*'
				echo lab
				return
		end
	end
	echo none
end

function __kill_lab_in
	contains -- (__kill_lab_command) $argv
end

complete -c kill-lab -f
${[
	...completedCommands.flatMap(({name, isUnnamed, text, operand}) => [
		...(isUnnamed
			? []
			: [completion(['none'], ` -a ${name} -d ${quoted(text)}`)]),
		...(operand === undefined
			? []
			: [
					completion(
						[name],
						operand.offers === 'files'
							? ' -F'
							: ` -a ${quoted((operand.words ?? []).join(' '))}`,
					),
				]),
	]),
	...flagLines(),
].join('\n')}
`;
}
