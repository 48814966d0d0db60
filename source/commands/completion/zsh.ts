import {type FlagValue} from '../../options/flag.js';
import {commandWords} from '../../options/command-help.js';
import {loginPathsWord} from '../../options/shells.js';
import {shellQuote} from '../../output/shell-quote.js';
import {
	completedCommands,
	valueFlags,
	type CompletedCommand,
	type CompletedFlag,
} from './model.js';

/** What `_arguments` does for a value. */
function action({words = [], offers}: FlagValue): string {
	return offers === 'files'
		? '_files'
		: offers === 'login-paths'
			? '_kill_lab_login_paths'
			: words.length === 0
				? ' '
				: `(${words.join(' ')})`;
}

/** A text within brackets of a specification. */
function escaped(text: string): string {
	return text.replaceAll(/[\\[\]:]/g, String.raw`\$&`);
}

/** The specifications of a flag, one for each way to spell it. */
function flagSpecs({
	long,
	short,
	text,
	value,
	isRepeated,
}: CompletedFlag): readonly string[] {
	const spellings = [short ?? [], long].flat();
	const others = isRepeated
		? '*'
		: spellings.length > 1
			? `(${spellings.join(' ')})`
			: '';
	return spellings.map(spelling => {
		const ending =
			value === undefined
				? ''
				: value.isOptional
					? spelling === long
						? '=-'
						: '-'
					: spelling === long
						? '='
						: '+';
		const argument = value
			? `${value.isOptional ? '::' : ':'}${value.name}:${action(value)}`
			: '';
		return `${others}${spelling}${ending}[${escaped(text)}]${argument}`;
	});
}

/** The specifications of what is no flag: the first word names the command. */
function wordSpecs({isUnnamed, operand}: CompletedCommand): readonly string[] {
	if (isUnnamed) {
		return ['1:command:_kill_lab_commands'];
	}

	return [
		'1:command: ',
		...(operand
			? [`${operand.isRepeated ? '*' : '2'}:${operand.name}:${action(operand)}`]
			: []),
	];
}

function commandCase(command: CompletedCommand): string {
	const specs = [
		...command.flags.flatMap(flag => flagSpecs(flag)),
		...wordSpecs(command),
	];
	return `	(${command.name})
		specs=(
${specs.map(spec => `\t\t\t${shellQuote(spec)}`).join('\n')}
		)
		;;`;
}

/** The script for zsh: to be sourced, or kept as the file `_kill-lab` in a folder of `fpath`. Pure. */
export function zshScript(): string {
	return `#compdef kill-lab
# Completion of kill-lab for zsh. To load it: source <(kill-lab completion zsh)

_kill_lab_login_paths() {
	local -a names
	names=(\${(f)"$(kill-lab completion ${loginPathsWord} 2>/dev/null)"})
	compadd -a names
}

_kill_lab_commands() {
	local -a named
	named=(
${completedCommands
	.filter(({isUnnamed}) => !isUnnamed)
	.map(({name, text}) => `\t\t${shellQuote(`${name}:${text}`)}`)
	.join('\n')}
	)
	_describe command named
}

_kill-lab() {
	local command=lab word
	local -i index
	local -a specs

	# The command is the first word that is neither a flag nor the value of one.
	for ((index = 2; index < CURRENT; index++)); do
		word=$words[index]
		case $word in
		(${valueFlags.join('|')}) ((index++)) ;;
		(-*) ;;
		(${commandWords.join('|')})
			command=$word
			break
			;;
		(*) break ;;
		esac
	done

	case $command in
${completedCommands.map(command => commandCase(command)).join('\n')}
	esac
	_arguments $specs
}

if [[ $funcstack[1] == _kill-lab ]]; then
	_kill-lab "$@"
else
	compdef _kill-lab kill-lab
fi
`;
}
