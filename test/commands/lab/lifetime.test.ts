import {getEventListeners} from 'node:events';
import test from 'ava';
import {throwawayLab} from '../../../source/commands/lab/lifetime.js';
import {type Session} from '../../../source/lab/session.js';
import {parseArguments} from '../../../source/options/parse-command-line.js';
import {plan} from '../../helpers/story.js';

/** The lab on a throwaway server whose runs do only what is given. */
function labThat(run: Session['run'], leaving: AbortSignal) {
	const nothing = () => undefined;
	const later = async () => undefined;
	let abandoned = 0;
	const wanted = parseArguments([], {
		userName: 'ann',
		localSocket: '/run/mysqld.sock',
	});
	if (wanted.type !== 'lab') {
		throw new Error('Without words it is the lab');
	}

	const lab = throwawayLab(
		{
			kill: nothing,
			setRate: nothing,
			togglePause: nothing,
			changeOnInterrupt: nothing,
			answer: nothing,
			arm: nothing,
			plan: () => plan,
			choose: later,
			run,
			close: later,
			async abandon() {
				abandoned++;
			},
		},
		{
			server: {address: {type: 'socket', path: '/run/test.sock'}, user: 'ann'},
			address: 'test',
			isThrowaway: true,
			temporaryFolder: '/tmp',
			close: later,
		},
		wanted.options,
		leaving,
	);
	return {...lab, abandoned: () => abandoned};
}

test('run after run, nothing is left that waits for the user to quit', async t => {
	const {signal} = new AbortController();
	const lab = labThat(
		async () => ({outcome: 'unknown', reason: 'a test'}),
		signal,
	);
	await lab.run();
	const after = getEventListeners(signal, 'abort').length;
	await lab.run();
	await lab.run();
	t.is(getEventListeners(signal, 'abort').length, after);
});

test('a run that fails says why, unless the user quits', async t => {
	const leave = new AbortController();
	const failing = labThat(async () => {
		throw new Error('no table');
	}, leave.signal);
	await t.throwsAsync(failing.run(), {message: /no table/});
	t.is(failing.abandoned(), 0);
});

test('a run that the user leaves is dropped', async t => {
	const leave = new AbortController();
	const lab = labThat(
		async ({signal}) =>
			new Promise((_resolve, reject) => {
				signal.addEventListener('abort', () => {
					reject(new Error('dropped'));
				});
				leave.abort();
			}),
		leave.signal,
	);
	await lab.run();
	t.is(lab.abandoned(), 1);
});
