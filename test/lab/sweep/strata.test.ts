import test from 'ava';
import {courseOf} from '../../../source/lab/sweep/course.js';
import {aimAt, strataOf, thirds} from '../../../source/lab/sweep/strata.js';
import {randomOf} from '../../../source/seeded-random.js';
import {plan, story} from '../../helpers/story.js';

const course = courseOf(
	story()
		.starts({files: 1})
		.after(10)
		.inserts()
		.after(2000)
		.uploads(1)
		.sent()
		.after(100)
		.seesThread('Execute', 'executing', 0)
		.after(600)
		.seesThread('Execute', 'update', 0)
		.after(300)
		.ok()
		.statement('commit')
		.after(4)
		.ok().run,
);

test('the course of a run has the phases of its target in their order, and its COMMIT', t => {
	t.deepEqual(
		course.map(({phase, step}) => [phase, step]),
		[
			['upload', 0],
			['sent', 0],
			['execute', 0],
			['write', 0],
			['commit', undefined],
		],
	);
	for (const [index, {from, to}] of course.slice(0, 4).entries()) {
		t.true(from < to);
		t.is(to, index === 3 ? to : (course[index + 1]?.from ?? 0));
	}

	t.is(course[3] && course[3].to - course[3].from, 300);
});

test('a statement that has not ended has no course', t => {
	t.deepEqual(courseOf(story().starts().inserts().uploads(0.5).run), []);
});

test('each kind is aimed at each third of each phase', t => {
	const strata = strataOf(course, ['query', 'connection']);
	t.is(strata.length, 5 * 2 * thirds.length);
	t.is(new Set(strata.map(stratum => JSON.stringify(stratum))).size, 30);
	t.deepEqual(strataOf([], ['query']), []);
});

const how = (seed: string) => ({plan, random: randomOf(seed)});

test('where the lab knows how much is done it waits for that part', t => {
	for (const [index, third] of thirds.entries()) {
		for (const seed of ['a', 'b', 'c', 'd']) {
			const aim = aimAt(
				{kind: 'query', phase: 'upload', third},
				course,
				how(seed),
			);
			t.like(aim, {
				kind: 'query',
				moment: {type: 'phase', phase: 'upload', step: 0},
			});
			const part = aim?.moment.type === 'phase' ? aim.moment.part : -1;
			t.true(
				part >= Math.floor((100 * index) / 3) / 100 && part <= (index + 1) / 3,
			);
		}
	}
});

test('elsewhere it waits as long as the phase was seen then', t => {
	const execute = course.find(({phase}) => phase === 'execute');
	const after = (third: (typeof thirds)[number]) => {
		const aim = aimAt(
			{kind: 'connection', phase: 'execute', third},
			course,
			how('x'),
		);
		return aim?.moment.type === 'time' ? aim.moment.after : -1;
	};

	t.true(after('beginning') >= (execute?.from ?? 0));
	t.true(after('beginning') < after('middle'));
	t.true(after('middle') < after('end'));
	t.true(after('end') <= (execute?.to ?? 0));
});

test('a COMMIT is met so long after it was sent as it took', t => {
	const commit = course.find(({phase}) => phase === 'commit');
	for (const [index, third] of thirds.entries()) {
		const moment = aimAt(
			{kind: 'query', phase: 'commit', third},
			course,
			how('x'),
		)?.moment;
		t.like(moment, {type: 'time', since: {role: 'commit'}});
		const after = moment?.type === 'time' ? moment.after : -1;
		const took = commit?.to ?? 0;
		t.true(after >= Math.round((took * index) / 3));
		t.true(after <= Math.round((took * (index + 1)) / 3));
	}
});

test('a time is counted from the start of the target that it is about', t => {
	t.like(
		aimAt({kind: 'query', phase: 'execute', third: 'middle'}, course, how('x'))
			?.moment,
		{type: 'time', since: {role: 'target', step: 0}},
	);
});

test('a phase that was never seen can not be aimed at', t => {
	t.is(
		aimAt({kind: 'query', phase: 'sort', third: 'end'}, course, how('x')),
		undefined,
	);
});

test('the same seed gives the same aims', t => {
	const aims = (seed: string) => {
		const random = randomOf(seed);
		return strataOf(course, ['query']).map(stratum =>
			aimAt(stratum, course, {plan, random}),
		);
	};

	t.deepEqual(aims('one'), aims('one'));
	t.notDeepEqual(aims('one'), aims('two'));
});
