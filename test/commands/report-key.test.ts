import test from 'ava';
import {reportNow} from '../../source/commands/report-key.js';
import {Refusal} from '../../source/refusal.js';
import {pressedKeys} from './lab/pressed-keys.js';

/** What a key that reports shows. */
async function shown(now: () => Promise<string>) {
	const said: string[] = [];
	const told: string[] = [];
	await reportNow(
		{now},
		{
			say(note) {
				said.push(note);
			},
			tell(text) {
				told.push(text);
			},
		},
	);
	return {said, told};
}

test('where the report is stays for a while', async t => {
	t.deepEqual(await shown(async () => 'run.md'), {
		said: ['report: run.md'],
		told: [],
	});
});

test('why there is none stays until the person closes it', async t => {
	const refuse = async () => {
		throw new Refusal('the disk is full');
	};

	t.deepEqual(await shown(refuse), {said: [], told: ['the disk is full']});
});

test('a bug is no refusal', async t => {
	const fail = async () => {
		throw new TypeError('a bug');
	};

	await t.throwsAsync(shown(fail), {instanceOf: TypeError});
});

for (const activity of ['waiting', 'running', 'over'] as const) {
	test(`r reports and kills nothing: ${activity}`, async t => {
		const {onKey, reports, kills, notes} = pressedKeys({activity});
		onKey({type: 'character', character: 'r'});
		t.is(reports(), 1);
		await Promise.resolve();
		t.is(kills(), '');
		onKey({type: 'character', character: 'q'});
		t.is(kills(), 'q');
		t.true(notes.every(note => note === 'report: report.md'));
	});
}

test('while a statement is typed, r is text', t => {
	const {onKey, reports, isTyping} = pressedKeys();
	onKey({type: 'character', character: ':'});
	t.true(isTyping());
	onKey({type: 'character', character: 'r'});
	t.is(reports(), 0);
});
