import {randomBytes} from 'node:crypto';
import test from 'ava';
import {
	mostRuns,
	roomForWhole,
	runOf,
	toEarlierRun,
	withEnded,
	type KeptRun,
} from '../../../source/lab/history/earlier-run.js';
import {killSentences} from '../../../source/wording/kill-sentence.js';
import {runLog} from '../../../source/wording/run-log.js';
import {describeVerdict} from '../../../source/wording/words.js';
import {disconnected, stories} from '../../helpers/stories.js';
import {storedRows, story} from '../../helpers/story.js';

for (const [name, tell] of stories) {
	test(`a run that is kept is told in the same words, without its rows: ${name}`, t => {
		const {run} = tell();
		const [kept] = withEnded([], run);
		t.not(kept?.whole, undefined);
		const whole = kept?.whole ? runOf(kept.whole) : run;
		t.deepEqual(
			whole.kills.map(kill => killSentences(whole, kill)),
			run.kills.map(kill => killSentences(run, kill)),
		);
		t.deepEqual(runLog(whole), runLog(run));
		const [told, before] = [whole, run].map(
			({verdict, plan}) => verdict && describeVerdict(verdict.verdict, plan),
		);
		t.is(told, before);
		t.false(JSON.stringify(whole).includes('"rows":[{'));
	});
}

test('the first row of somebody else stays: the verdict names it', t => {
	const told = story().starts({files: 1}).stores().looks();
	told.emit({
		type: 'verdict',
		verdict: {
			outcome: 'committed whole',
			about: 'data',
			there: 1,
			intact: 1,
			expected: 1,
			unanswered: 0,
			contents: {columns: ['id'], rows: storedRows(1)},
			foreign: {number: 3, rows: storedRows(3)},
			seenBy: '44',
		},
	});
	const [kept] = withEnded([], told.run);
	const verdict = kept?.whole && runOf(kept.whole).verdict?.verdict;
	t.like(verdict, {
		contents: {rows: []},
		foreign: {number: 3, rows: storedRows(1)},
	});
});

test('when there is no room for all, the oldest keep their line only, and the newest is whole in any case', t => {
	const {run} = disconnected();
	const big: KeptRun = {...toEarlierRun(run), size: roomForWhole - 100};
	const small: KeptRun = {...toEarlierRun(run), run: 2, size: 50};
	const kept = withEnded([big, small], {...run, run: 3});
	t.deepEqual(
		kept.map(({run, whole}) => [run, whole !== undefined]),
		[
			[1, false],
			[2, true],
			[3, true],
		],
	);
	// What the list says of it is still there.
	t.like(kept[0], {
		kills: 1,
		outcome: 'rolled back whole',
		workload: 'blobs',
		last: run.kills[0],
		size: 0,
	});
	const huge = {...run, broken: randomBytes(roomForWhole).toString('hex')};
	t.not(withEnded([], huge)[0]?.whole, undefined);
});

test('a sitting of more runs than the list holds forgets the oldest', t => {
	const {run} = disconnected();
	const {whole, ...short} = toEarlierRun(run);
	const many = Array.from({length: mostRuns}, (_, index) => ({
		...short,
		run: index + 1,
		size: 0,
	}));
	const kept = withEnded(many, {...run, run: mostRuns + 1});
	t.is(kept.length, mostRuns);
	t.is(kept[0]?.run, 2);
	t.is(kept.at(-1)?.run, mostRuns + 1);
});
