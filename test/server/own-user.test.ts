/* eslint-disable @typescript-eslint/naming-convention -- The keys are names of environment variables. */
import os from 'node:os';
import test from 'ava';
import {ownUser} from '../../source/server/own-user.js';

const bareNumber = {
	homedir(): string {
		throw new Error('ENOENT: no such file or directory, uv_os_get_passwd');
	},
	userInfo(): never {
		throw new Error('ENOENT: no such file or directory, uv_os_get_passwd');
	},
};

test('a user known to the system has its name and home', t => {
	const {username: userName, homedir: home} = os.userInfo();
	t.deepEqual(ownUser({}), {userName, home});
	t.deepEqual(ownUser({USER: 'other', HOME: '/elsewhere'}), {
		userName,
		home: '/elsewhere',
	});
});

test('a user unknown to the system gets name and home from the environment, or a default', t => {
	t.deepEqual(ownUser({}, bareNumber), {userName: 'UNKNOWN_USER', home: '/'});
	t.is(ownUser({HOME: ''}, bareNumber).home, '/');
	for (const [environment, userName] of [
		[{USER: 'a', LOGNAME: 'b', LOGIN: 'c'}, 'a'],
		[{LOGNAME: 'b', LOGIN: 'c'}, 'b'],
		[{USER: '', LOGIN: 'c'}, 'c'],
	] as const) {
		t.is(ownUser(environment, bareNumber).userName, userName);
	}
});
