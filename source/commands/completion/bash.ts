import {commandWords} from '../../options/command-help.js';
import {loginPathsWord} from '../../options/shells.js';
import {completedCommands, valueFlags, type CompletedFlag} from './model.js';

/** What the function offers for a value, in its own words. */
function offer({value}: CompletedFlag): string | undefined {
	switch (value?.offers) {
		case 'files': {
			return '_kill_lab_files';
		}

		case 'login-paths': {
			return `_kill_lab_lines < <(kill-lab completion ${loginPathsWord} 2>/dev/null)`;
		}

		case undefined: {
			return value === undefined || value.words.length === 0
				? undefined
				: `_kill_lab_words ${value.words.join(' ')}`;
		}
	}
}

/** The cases of all commands: each flag with its command. */
function valueCases(): readonly string[] {
	return completedCommands.flatMap(({name, flags}) =>
		flags.flatMap(flag => {
			const offered = offer(flag);
			const names = [flag.long, flag.short ?? []].flat();
			return offered === undefined
				? []
				: [
						`\t\t${names.map(word => `'${name} ${word}'`).join(' | ')}) ${offered} ;;`,
					];
		}),
	);
}

function flagCases(): readonly string[] {
	return completedCommands.map(
		({name, flags}) =>
			`\t\t${name}) _kill_lab_words ${flags.map(({long}) => long).join(' ')} ;;`,
	);
}

function operandCases(): readonly string[] {
	return completedCommands.flatMap(({name, operand}) =>
		operand === undefined
			? []
			: [
					`\t${name}) ${operand.offers === 'files' ? '_kill_lab_files' : `_kill_lab_words ${(operand.words ?? []).join(' ')}`} ;;`,
				],
	);
}

const repeated = new Set(
	completedCommands.flatMap(({flags}) =>
		flags.filter(({isRepeated}) => isRepeated).map(({long}) => long),
	),
);

/** The script for bash, which needs nothing else: bash-completion may be missing. Pure. */
export function bashScript(): string {
	return `# Completion of kill-lab for bash. To load it: source <(kill-lab completion bash)

# Offers the lines of its input that begin as the word does.
_kill_lab_lines() {
	local word
	while IFS= read -r word; do
		if [[ $word == "$current"* ]]; then
			COMPREPLY+=("$prefix$(printf %q "$word")")
		fi
	done
}

# Offers words, but no flag twice.
_kill_lab_words() {
	local word
	for word in "$@"; do
		case $word in
		${[...repeated].join(' | ')}) ;;
		-*) [[ $word != "$current" && " \${COMP_WORDS[*]} " == *" $word "* ]] && continue ;;
		esac
		if [[ $word == "$current"* ]]; then
			COMPREPLY+=("$prefix$word")
		fi
	done
}

# Lets readline offer files. The bash of macOS can't be told to.
_kill_lab_files() {
	local word
	if ! compopt -o default 2>/dev/null; then
		while IFS= read -r word; do
			COMPREPLY+=("$word")
		done < <(compgen -f -- "$current")
	fi
}

_kill_lab() {
	local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
	local command= flag= prefix= word index
	COMPREPLY=()

	# The command is the first word that is neither a flag nor the value of one. Readline makes a word of each =.
	for ((index = 1; index < COMP_CWORD; index++)); do
		word=\${COMP_WORDS[index]}
		case $word in
		${valueFlags.join(' | ')})
			if [[ \${COMP_WORDS[index + 1]} == = ]]; then
				((index++))
			fi
			((index++))
			;;
		=) ((index++)) ;;
		-*) ;;
		${commandWords.join(' | ')})
			command=$word
			break
			;;
		*)
			command=lab
			break
			;;
		esac
	done

	if [[ $current == = ]]; then
		flag=$previous
		current=
	elif [[ $previous == = ]]; then
		flag=\${COMP_WORDS[COMP_CWORD - 2]}
	elif [[ $current == --*=* ]]; then
		flag=\${current%%=*}
		prefix=$flag=
		current=\${current#*=}
	else
		case $previous in
		${valueFlags.join(' | ')}) flag=$previous ;;
		esac
	fi

	if [[ -n $flag ]]; then
		case "\${command:-lab} $flag" in
${valueCases().join('\n')}
		esac
		return
	fi

	if [[ $current == -* ]]; then
		case \${command:-lab} in
${flagCases().join('\n')}
		esac
		return
	fi

	case $command in
	'') _kill_lab_words ${commandWords.join(' ')} ;;
${operandCases().join('\n')}
	esac
}

complete -F _kill_lab kill-lab
`;
}
