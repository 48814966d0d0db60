/* eslint-disable @typescript-eslint/naming-convention -- The keys are names of environment variables. */
import os from 'node:os';
import test from 'ava';
import {environmentOrigins} from '../../../source/commands/doctor/environment-origins.js';
import {type Target} from '../../../source/options/target.js';
import {ownUser} from '../../../source/server/own-user.js';
import {originClauses} from '../../../source/wording/origin-words.js';

const sandbox: Target = {type: 'sandbox'};
const named: Target = {
	type: 'named',
	server: {address: {type: 'socket', path: '/x.sock'}, user: 'ann'},
};

/** Each setting as a line. */
function told(
	environment: NodeJS.ProcessEnv,
	target: Target,
	ascii = false,
): readonly string[] {
	return environmentOrigins(
		{HOME: '/home/ann', ...environment},
		{target, ascii},
	).map(setting =>
		[setting.name, setting.value, ...originClauses(setting)].join(' | '),
	);
}

test('without a variable all are defaults', t => {
	const rest = [
		`temporary folder | ${os.tmpdir()} | default`,
		'characters | ASCII only | default',
		'colours | what the terminal has | default',
	];
	t.deepEqual(told({}, sandbox), [
		'cache folder | /home/ann/.cache/kill-lab | default',
		...rest,
	]);
	t.deepEqual(told({}, named), [
		'state folder | /home/ann/.local/state/kill-lab | default',
		...rest,
	]);
});

test('variables for a throwaway server', t => {
	t.deepEqual(
		told(
			{
				KILL_LAB_SERVER: '/opt/mysqld',
				XDG_CACHE_HOME: '/c',
				TMPDIR: '/t',
				LC_ALL: '',
				LC_CTYPE: 'C.UTF-8',
				LANG: 'C',
				FORCE_COLOR: '2',
				TERM: 'dumb',
			},
			sandbox,
		),
		[
			'server-program | /opt/mysqld | KILL_LAB_SERVER',
			'cache folder | /c/kill-lab | XDG_CACHE_HOME',
			'temporary folder | /t | TMPDIR',
			'characters | more than ASCII | LC_CTYPE',
			'colours | 2 | FORCE_COLOR',
			'screen | none, but lines | TERM',
		],
	);
});

test('variables for a named server', t => {
	t.deepEqual(
		told(
			{
				KILL_LAB_SERVER: '/opt/mysqld',
				MYSQL_GROUP_SUFFIX: '_far',
				XDG_STATE_HOME: '/s',
				NO_COLOR: '1',
				FORCE_COLOR: '2',
				TERM: 'linux',
				LANG: 'C.UTF-8',
			},
			named,
		).filter(line => !line.endsWith('default')),
		[
			'group suffix | _far | MYSQL_GROUP_SUFFIX',
			'state folder | /s/kill-lab | XDG_STATE_HOME',
			'characters | ASCII only | TERM',
			'colours | none | NO_COLOR',
		],
	);
});

test('flags win over the environment', t => {
	t.deepEqual(
		told(
			{KILL_LAB_SERVER: '/opt/mysqld', LC_ALL: 'C.UTF-8'},
			{...sandbox, program: '/my/mariadbd'},
			true,
		).filter(line => !line.endsWith('default')),
		[
			'server-program | /my/mariadbd | --server-program | overrides KILL_LAB_SERVER',
			'characters | ASCII only | --ascii',
		],
	);
});

test('a folder that is not absolute counts as none', t => {
	const relative = {XDG_CACHE_HOME: 'c', XDG_STATE_HOME: 's', TMPDIR: 't'};
	const places = (lines: readonly string[]) =>
		lines.filter(line => /^(?:cache|state) folder/.test(line));
	t.deepEqual(places(told(relative, sandbox)), [
		'cache folder | /home/ann/.cache/kill-lab | default',
	]);
	t.deepEqual(places(told(relative, named)), [
		'state folder | /home/ann/.local/state/kill-lab | default',
	]);
});

test('a user that the system does not know is from the environment', t => {
	const unknown = {
		homedir: () => '/',
		userInfo(): never {
			throw new Error('ENOENT: no such file or directory, uv_os_get_passwd');
		},
	};
	t.deepEqual(ownUser({LOGNAME: 'ann'}, unknown).userOrigin, {
		type: 'environment',
		variable: 'LOGNAME',
	});
	t.is(ownUser({}, unknown).userOrigin, undefined);
});
