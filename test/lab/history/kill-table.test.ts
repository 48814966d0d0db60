import test from 'ava';
import {killTable} from '../../../source/lab/history/kill-table.js';
import {triedSoFar} from '../../../source/lab/history/tried.js';
import {rowsPlan} from '../../../source/lab/workloads/rows/options.js';
import {allFacts} from '../../../source/lab/workloads/facts/registry.js';
import {killTableSentences} from '../../../source/wording/kill-table-words.js';
import {rolledBack} from '../../helpers/stories.js';
import {plan, story} from '../../helpers/story.js';

test('every effect counts where its kill met the run, in this run and in earlier ones', t => {
	const told = rolledBack();
	const first = [
		{workload: 'blobs', phase: 'upload', kind: 'query', effects: {lost: 1}},
		{
			workload: 'blobs',
			phase: 'execute',
			kind: 'query',
			effects: {interrupted: 1},
		},
	] as const;
	t.deepEqual(triedSoFar(told.state), first);
	t.is(told.state.tried, undefined);

	told.starts().inserts().uploads(0.5).kills('query').acknowledged();
	t.deepEqual(told.state.tried, first);
	// Its effect is not known yet.
	t.deepEqual(triedSoFar(told.state), first);
	told.uploads(1).sent().after(100).ok();
	t.deepEqual(triedSoFar(told.state), [
		{...first[0], effects: {lost: 2}},
		first[1],
	]);
});

test('a kill that may have missed its COMMIT counts as a doubtful one, which no COMMIT is known by', t => {
	const told = story().starts().stores(1).statement('commit').kills('query');
	told.ok().after(4).acknowledgedIn('Killed', '');
	const rows = killTable(told.state).filter(
		({phase, kind}) => phase === 'commit' && kind === 'query',
	);
	t.deepEqual(
		rows.map(({tried}) => tried),
		[{'too-late?': 1}],
	);
	t.regex(
		rows.flatMap(row => killTableSentences(row)).join(' '),
		/too late\?: The statement had returned OK before the KILL's OK came/,
	);
});

test('the table has a row for each kind in each phase of the run, in its order, tried or not', t => {
	const {state} = rolledBack();
	const rows = killTable(state);
	t.deepEqual(
		rows.filter(({kind}) => kind === 'query').map(({phase}) => phase),
		[
			'generate',
			'upload',
			'sent',
			'execute',
			'write',
			'verify',
			'idle',
			'commit',
			'rollback',
			'over',
		],
	);
	t.is(rows.length, 20);
	t.deepEqual(
		rows
			.filter(({tried}) => Object.keys(tried).length > 0)
			.map(({phase, kind, tried}) => [phase, kind, tried]),
		[
			['upload', 'query', {lost: 1}],
			['execute', 'query', {interrupted: 1}],
		],
	);
	t.deepEqual(
		rows.filter(({known}) => known === undefined),
		[],
	);
});

test('a phase that is rare has a row once a kill has met it', t => {
	const told = story().starts().statement('begin').kills('query');
	told.acknowledged().fails();
	const rows = killTable(told.state);
	t.like(rows.at(-2), {
		phase: 'begin',
		kind: 'query',
		tried: {interrupted: 1},
	});
	t.like(rows.at(-1), {phase: 'begin', kind: 'connection', tried: {}});
});

test('the workload of the next run comes first, then what else was tried', t => {
	const told = rolledBack();
	told.plans().emit({
		type: 'planned',
		plan: {...plan, ...rowsPlan('update', 1000)},
	});
	t.deepEqual(
		[...new Set(killTable(told.state).map(({workload}) => workload))],
		['update', 'blobs'],
	);
});

test('there is none before there is a server and a plan; with them it says what is known before any run', t => {
	t.deepEqual(killTable({}), []);
	t.deepEqual(killTable(story().plans().state), []);
	const told = story().plans().starts();
	const {run, ...before} = told.state;
	t.is(killTable(before).length, 20);
});

test('of every workload something is known in every phase of its target, on both flavours', t => {
	const {server} = story().starts().state;
	for (const {name, phases} of allFacts) {
		for (const flavour of ['mysql', 'mariadb'] as const) {
			const rows = killTable({
				...(server && {server: {...server, flavour}}),
				plan: {...plan, workload: {name, options: {}}},
			});
			for (const phase of phases) {
				t.is(
					rows.filter(row => row.phase === phase.name && row.known).length,
					2,
					`${name} ${phase.name} ${flavour}`,
				);
			}
		}
	}
});

test('under autocommit, and where the target commits itself, no transaction has phases', t => {
	const told = story().starts({autocommit: true});
	t.false(killTable(told.state).some(({phase}) => phase === 'commit'));
	const altered = story()
		.starts()
		.emit({
			type: 'planned',
			plan: {...plan, ...rowsPlan('alter-copy', 1000)},
		});
	t.false(killTable(altered.state).some(({phase}) => phase === 'rollback'));
});
