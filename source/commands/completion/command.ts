import {type Shell} from '../../options/shells.js';
import {bashScript} from './bash.js';
import {fishScript} from './fish.js';
import {zshScript} from './zsh.js';

const scripts: Readonly<Record<Shell, () => string>> = {
	bash: bashScript,
	zsh: zshScript,
	fish: fishScript,
};

/** What `kill-lab completion SHELL` prints. Pure. */
export function completionScript(shell: Shell): string {
	return scripts[shell]();
}
