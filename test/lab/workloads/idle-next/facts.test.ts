import test from 'ava';
import {isMoment} from '../../../../source/lab/kills/fire-aims.js';
import {parseAim} from '../../../../source/lab/kills/notation.js';
import {courseOf} from '../../../../source/lab/sweep/course.js';
import {workloadMap} from '../../../../source/lab/sweep/map-rows.js';
import {aimAt, thirds} from '../../../../source/lab/sweep/strata.js';
import {trialsOf} from '../../../../source/lab/sweep/trial.js';
import {idleNextFacts} from '../../../../source/lab/workloads/idle-next/facts.js';
import {randomOf} from '../../../../source/seeded-random.js';
import {describeKill} from '../../../../source/wording/kill-sentence.js';
import {plan as blobsRun, story, type Story} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const plan = {...unpaced, ...idleNextFacts.plan({})};

function inserts(told: Story): Story {
	const step = told.run.steps.length;
	told
		.emit({
			type: 'step-started',
			step,
			name: idleNextFacts.stepName(step),
			unit: 'rows',
		})
		.emit({type: 'step-made', step});
	return told.statement('target').sent();
}

/** Its first INSERT has returned OK after 20 ms. */
function idle(): Story {
	const told = story()
		.starts()
		.emit({type: 'run-started', run: 2, plan, connectionId: '42'});
	return inserts(told.statement('begin').ok()).after(20).ok();
}

test('a kill can be aimed at the pause: when its first INSERT returns', t => {
	const told = idle();
	const {moment} = parseAim('query@idle', idleNextFacts) ?? {};
	const last = told.events.at(-1);
	t.is(last?.type, 'statement-ended');
	t.is(moment?.type, 'phase');
	t.true(
		last !== undefined &&
			moment?.type === 'phase' &&
			isMoment(moment, last, told.run),
	);
});

test('a sweep aims at all of the pause, and not at the moment before COMMIT', t => {
	const told = inserts(idle().after(1000)).ok().after(5);
	const {run} = told.statement('commit').ok();
	const course = courseOf(run).filter(({phase}) => phase === 'idle');
	t.is(course.length, 1);
	for (const third of thirds) {
		const aim = aimAt({kind: 'query', phase: 'idle', third}, course, {
			plan,
			random: randomOf(third),
		});
		t.like(aim?.moment, {type: 'time', since: {role: 'target', step: 0}});
		t.true(
			aim?.moment.type === 'time' &&
				aim.moment.after >= 20 &&
				aim.moment.after <= 1021,
		);
	}
});

test('a KILL QUERY in the pause meets no statement', t => {
	const told = idle().kills('query').acknowledged();
	inserts(told.after(1000)).ok();
	const [kill] = told.run.kills;
	t.regex(
		(kill && describeKill(told.run, kill)) ?? '',
		/no statement\. .*does not wait for the next one/,
	);
});

test('a next statement that it hits all the same is told: no server should do that', t => {
	const told = idle().kills('query').acknowledged();
	t.is(told.run.kills[0]?.effect?.effect, 'no-statement');
	inserts(told.after(1000)).fails();
	const [kill] = told.run.kills;
	t.regex(
		(kill && describeKill(told.run, kill)) ?? '',
		/^interrupted.* the INSERT returned error 1317/,
	);
	t.deepEqual(
		trialsOf(told.run).map(({landed, effect}) => ({landed, effect})),
		[{landed: 'idle', effect: 'interrupted'}],
	);
	const {surprises} = workloadMap(
		{
			workload: idleNextFacts.name,
			trials: trialsOf(told.run).map((trial, index) => ({
				...trial,
				type: 'trial',
				trial: index + 1,
				stratum: {phase: 'idle', third: 'middle'},
				took: 0,
			})),
		},
		{flavour: 'mysql', version: '9.7.4', product: 'MySQL 9.7.4'},
	);
	t.like(surprises, [{phase: 'idle', effect: 'interrupted', count: 1}]);
});

test('of two kills in the pause the later one is charged with it', t => {
	const told = idle().kills('query').acknowledged(1);
	told.kills('query').acknowledged(2);
	inserts(told.after(1000)).fails();
	t.deepEqual(
		told.run.kills.map(({effect}) => effect?.effect),
		['no-statement', 'interrupted'],
	);
});
