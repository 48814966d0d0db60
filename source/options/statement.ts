import {readFileSync} from 'node:fs';
import {describeReadFailure} from '../file-failure.js';
import {readOneStatement} from '../lab/workloads/sql/statement.js';
import {WrongArguments} from './flag-values.js';

/** The value of `--sql`, or what a file of statements has. @param where - What it is from. */
export function readStatement(text: string, where = '--sql'): string {
	const read = readOneStatement(text);
	if ('wrong' in read) {
		throw new WrongArguments(`${where} takes one statement: ${read.wrong}.`);
	}

	return read.statement;
}

/** Reads a file that the command line names. @throws {WrongArguments} when that fails. */
export function readTextFile(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error: unknown) {
		throw new WrongArguments(
			`${path} can't be read: ${describeReadFailure(error)}.`,
		);
	}
}
