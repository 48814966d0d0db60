import {appendFile} from 'node:fs/promises';
import process from 'node:process';
import {readSandbox} from '../../source/options/flag-values.js';
import {flavours} from '../helpers/server.js';
import {openSweep, type Outcome, type Trial} from './settings-sweep.js';

/**
The long form of the settings sweep: every value of every variable, on each server. What differs is said at once; the table follows.

@param words - Servers as `--sandbox` names them; `only=PATTERN` tries the variables of that pattern, `from=NAME` those from that one on; `log=FILE` gets a line of JSON for each trial.
@returns Whether nothing deviates.
*/
export async function sweepSettings(
	words: readonly string[],
): Promise<boolean> {
	const only = new RegExp(option(words, 'only') ?? '', 'i');
	const from = option(words, 'from') ?? '';
	const log = option(words, 'log');
	const servers = words.filter(word => !word.includes('='));
	const trials: Array<Trial & {readonly server: string}> = [];
	for (const server of servers.length > 0 ? servers : flavours) {
		const {flavour = 'mysql', version} = readSandbox(server) ?? {};
		const sweep = await openSweep(flavour, {version});
		for (const {name, values} of sweep.variables) {
			if (!only.test(name) || name < from) {
				continue;
			}

			for (const value of values) {
				const trial = {...(await sweep.trial(name, value)), server};
				trials.push(trial);
				if (log !== undefined) {
					await appendFile(log, `${JSON.stringify(trial)}\n`);
				}

				if (trial.outcome.type === 'deviates') {
					process.stdout.write(
						`DEVIATES on ${server}: ${name} = ${value}\n${trial.outcome.how.map(line => `  ${line}\n`).join('')}`,
					);
				}
			}
		}

		await sweep.close();
	}

	process.stdout.write(sweepTable(trials));
	return trials.every(({outcome}) => outcome.type !== 'deviates');
}

function option(words: readonly string[], name: string): string | undefined {
	return words
		.find(word => word.startsWith(`${name}=`))
		?.slice(name.length + 1);
}

type Told = Trial & {readonly server: string};

/** How often each result came, and which values are refused or cause a warning. */
function sweepTable(trials: readonly Told[]): string {
	const counts = new Map<string, number>();
	for (const {server, outcome} of trials) {
		const key = `| ${server} | ${outcome.type} |`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}

	return [
		'| server | outcome | values |',
		'| --- | --- | --- |',
		...[...counts].map(([key, count]) => `${key} ${count} |`),
		'',
		'| server | variable | value | outcome |',
		'| --- | --- | --- | --- |',
		...trials.flatMap(({server, variable, value, outcome}) => {
			const words = notable(outcome);
			return words === undefined
				? []
				: [`| ${server} | ${variable} | ${value} | ${words} |`];
		}),
		'',
	].join('\n');
}

function notable(outcome: Outcome): string | undefined {
	switch (outcome.type) {
		case 'same': {
			return outcome.warnings.length > 0
				? `warns: ${outcome.warnings.join(', ')}`
				: undefined;
		}

		case 'refused': {
			return `refused: ${outcome.why}`;
		}

		case 'deviates': {
			return `DEVIATES: ${outcome.how.join('; ')}`;
		}

		case 'not set': {
			return undefined;
		}

		case 'server ended': {
			return 'ends the server';
		}
	}
}
