import test from 'ava';
import {
	knownOf,
	nowOf,
	whyOf,
} from '../../../../source/lab/history/kill-knowledge.js';
import {isMoment} from '../../../../source/lab/kills/fire-aims.js';
import {reduce} from '../../../../source/lab/history/reduce.js';
import {
	initialState,
	type LabState,
} from '../../../../source/lab/history/state.js';
import {asItRuns} from '../../../../source/lab/workloads/facts/as-it-runs.js';
import {backupStageFacts} from '../../../../source/lab/workloads/backup-stage/facts.js';
import {readLockFacts} from '../../../../source/lab/workloads/read-lock/facts.js';
import {momentsOf} from '../../../../source/output/kill-moment.js';
import {plan as blobsRun, story, type Story} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const workloads = [readLockFacts, backupStageFacts] as const;

for (const facts of workloads) {
	const plan = asItRuns({...unpaced, ...facts.plan({}), autocommit: true});

	/** Its rows are there, and COMMIT is on its way. */
	const committing = (): Story => {
		const told = story()
			.emit({
				type: 'server',
				server: {
					flavour: 'mysql',
					version: '1',
					product: 'a server',
					address: 'test',
					tls: false,
					surroundings: [],
				},
			})
			.emit({type: 'run-started', run: 1, plan, connectionId: '42'});
		told
			.statement('begin')
			.ok()
			.emit({type: 'step-started', step: 0, name: 'rows', unit: 'rows'})
			.emit({type: 'step-made', step: 0});
		return told.statement('target').sent().ok().statement('commit').sent();
	};

	/** The events that a kill at its wait comes with. */
	const waits = ({events}: Story): readonly string[] => {
		let state: LabState = initialState;
		return events.flatMap(event => {
			state = reduce(state, event);
			return state.run &&
				isMoment({type: 'phase', phase: 'wait', part: 0}, event, state.run)
				? [event.type]
				: [];
		});
	};

	test(`${facts.name}: a kill can be aimed at the wait that a look has shown, not at an earlier look or before it`, t => {
		const told = committing();
		t.deepEqual(waits(told), []);
		told.seesThread('Query', 'starting', 3);
		t.deepEqual(waits(told), []);
		told.seesThread('Query', 'Waiting for commit lock', 3);
		t.deepEqual(waits(told), ['server-view']);
		t.deepEqual(waits(told.ok().seesThread('Sleep', '', 3)), ['server-view']);
	});

	test(`${facts.name}: a kill that met the wait is repeated there`, t => {
		const told = committing().seesThread(
			'Query',
			'Waiting for commit lock',
			1000,
		);
		told.kills('query').acknowledgedIn('Query', 'Waiting for commit lock');
		told.fails().looks().finds('rolled back whole');
		const [repeated] = momentsOf(told.run);
		t.like(repeated?.aim.moment, {type: 'phase', phase: 'wait'});
	});

	const whyOfFirst = ({run}: Story) => {
		const [kill] = run.kills;
		return (kill && whyOf(run, kill)) ?? 'not known';
	};

	test(`${facts.name}: it always runs in a transaction`, t => {
		t.false(plan.autocommit);
	});

	test(`${facts.name}: what a kill does is known in every phase, and at the end`, t => {
		for (const phase of [
			...facts.phases.map(({name}) => name),
			'commit',
			'blocked commit',
		]) {
			for (const kind of ['query', 'connection'] as const) {
				for (const flavour of ['mysql', 'mariadb'] as const) {
					t.truthy(knownOf(facts, kind, {phase, autocommit: false, flavour}));
				}
			}
		}
	});

	test(`${facts.name}: nothing says that COMMIT is past its point of no return, seen waiting or not`, t => {
		const told = committing();
		t.is(nowOf('query', told.run), 'error 1317 if it waits for the lock');
		told.seesThread('Query', 'Waiting for commit lock', 3);
		t.is(nowOf('query', told.run), 'error 1317; everything rolls back');
		const missed = committing().kills('query').acknowledged().ok();
		t.regex(whyOfFirst(missed), /not seen waiting/);
	});

	test(`${facts.name}: a COMMIT that was killed is rolled back, and one that returned OK did not see the flag`, t => {
		const waiting = () =>
			committing()
				.kills('query')
				.acknowledgedIn('Query', 'Waiting for backup lock');
		const killed = waiting().fails();
		t.deepEqual(killed.effects, ['interrupted']);
		t.regex(whyOfFirst(killed), /rolled back\. A second COMMIT returns OK/);
		const missed = waiting().ok();
		t.deepEqual(missed.effects, ['too-late']);
		t.regex(whyOfFirst(missed), /did not see the flag/);
	});
}
