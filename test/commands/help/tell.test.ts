import {readFile} from 'node:fs/promises';
import test from 'ava';
import {keySections} from '../../../source/commands/help/keys.js';
import {sectionLines} from '../../../source/commands/help/section.js';
import {tellHelp} from '../../../source/commands/help/tell.js';
import {tellWorkloads} from '../../../source/commands/workloads/command.js';
import {attachKeys} from '../../../source/keys/attach-keys.js';
import {labKeys} from '../../../source/keys/lab-keys.js';
import {replayKeys} from '../../../source/keys/replay-keys.js';
import {sweepKeys} from '../../../source/keys/sweep-keys.js';
import {commands} from '../../../source/options/flag.js';
import {exitCodes, exitEntries} from '../../../source/options/exit-codes.js';
import {help} from '../../../source/options/help.js';
import {topics} from '../../../source/options/topics.js';
import {effectMeanings} from '../../../source/wording/effect-meanings.js';
import {verdictMeanings} from '../../../source/wording/verdict-meanings.js';
import {shortEffects} from '../../../source/wording/words.js';

const made = topics.filter(topic => topic !== 'workloads');

for (const topic of made) {
	test(`help ${topic}`, t => {
		const text = tellHelp(topic);
		t.snapshot(text);
		t.deepEqual(
			text.split('\n').filter(line => line.length > 79),
			[],
		);
	});
}

test('help workloads is what kill-lab workloads prints', t => {
	t.is(tellHelp('workloads'), tellWorkloads(undefined));
});

test('help alone is the usage, and then the topics', t => {
	const text = tellHelp(undefined);
	t.true(text.startsWith(`${help}\n`));
	for (const topic of topics) {
		t.regex(text, new RegExp(String.raw`^  ${topic} +\w`, 'm'));
	}
});

test('help keys has every key that is told without a panel', t => {
	t.deepEqual(
		keySections().map(({entries}) => entries.length),
		[labKeys, attachKeys, sweepKeys, replayKeys].map(
			keys =>
				keys.filter(key => (key.meaning ?? key.inFull) !== undefined).length,
		),
	);
});

test('every exit code is told once, of commands that there are', t => {
	t.deepEqual(
		exitEntries.map(({code}) => code),
		Object.values(exitCodes),
	);
	const known = new Set<string>(commands);
	for (const {code, text, of = {}} of exitEntries) {
		t.true(text !== undefined || Object.keys(of).length > 0, `${code}`);
		t.true(
			Object.keys(of).every(name => known.has(name)),
			`${code}`,
		);
	}
});

test('every verdict and every effect is told', t => {
	const outcomes = new Set(verdictMeanings.map(({outcome}) => outcome));
	t.is(outcomes.size, 4);
	t.deepEqual(
		effectMeanings.map(({effect}) => effect),
		Object.keys(shortEffects),
	);
});

test("the readme's table of verdicts says the same", async t => {
	const readme = await readFile('readme.md', 'utf8');
	for (const {outcome, meaning} of verdictMeanings) {
		t.regex(
			readme,
			new RegExp(String.raw`^\| ${outcome} +\| ${meaning} +\|`, 'm'),
		);
	}
});

test('a name that is too wide stands alone', t => {
	t.deepEqual(
		sectionLines([
			{
				heading: 'Names',
				entries: [
					{name: 'a', texts: ['one `code`', 'two']},
					{name: 'A_NAME_THAT_IS_VERY_LONG', texts: ['three']},
				],
			},
			{entries: [{name: 'bc', texts: ['four']}]},
		]),
		[
			'Names:',
			'  a                       one code',
			'                          two',
			'  A_NAME_THAT_IS_VERY_LONG',
			'                          three',
			'',
			'  bc  four',
		],
	);
});
