import process from 'node:process';
import {type Arguments} from '../../options/parse-command-line.js';
import {loginPaths} from '../../server/login-paths.js';
import {ownUser} from '../../server/own-user.js';
import {completionScript} from '../completion/command.js';
import {runHelpCommand} from '../help/command.js';
import {runVersionCommand} from '../version/command.js';
import {tellWorkloads} from '../workloads/command.js';

/** What the program can be asked to tell that needs no server. */
export type Asked = Extract<
	Arguments,
	{type: 'topics' | 'workloads' | 'completion' | 'login-paths' | 'version'}
>;

/** What it prints of that. All of it is one module: each further one that is loaded on its own cuts what every start loads into more files. */
export async function tell(asked: Asked): Promise<string> {
	switch (asked.type) {
		case 'topics': {
			return runHelpCommand(asked.topic);
		}

		case 'workloads': {
			return tellWorkloads(asked.workload);
		}

		case 'completion': {
			return completionScript(asked.shell);
		}

		case 'login-paths': {
			const {env} = process;
			const names = loginPaths({home: ownUser(env).home, environment: env});
			return names.map(name => `${name}\n`).join('');
		}

		case 'version': {
			return runVersionCommand();
		}
	}
}
