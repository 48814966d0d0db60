import {type Connection} from 'mysql2';
import {readGlobalVariables} from './global-variables.js';
import {type Answers} from './product.js';
import {queryPromptly} from './query-promptly.js';

/**
Asks a server what it is.

@throws mysql2's error, when the connection is lost.
*/
export async function readAnswers(connection: Connection): Promise<Answers> {
	const [row] = await queryPromptly(connection, 'SELECT VERSION() AS version');
	const values = await readGlobalVariables(connection, [
		'version_comment',
		'basedir',
		'aurora_version',
	]);
	return {
		version: String(row?.['version']),
		versionComment: values.get('version_comment'),
		basedir: values.get('basedir'),
		auroraVersion: values.get('aurora_version'),
	};
}
