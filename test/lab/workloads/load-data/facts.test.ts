import test from 'ava';
import {knownOf, whyOf} from '../../../../source/lab/history/kill-knowledge.js';
import {phase} from '../../../../source/lab/history/state.js';
import {isMoment} from '../../../../source/lab/kills/fire-aims.js';
import {parseAim} from '../../../../source/lab/kills/notation.js';
import {allFacts} from '../../../../source/lab/workloads/facts/registry.js';
import {workloadOf} from '../../../../source/lab/workloads/acts.js';
import {loadDataFacts} from '../../../../source/lab/workloads/load-data/facts.js';
import {linesSize} from '../../../../source/lab/workloads/load-data/lines.js';
import {rowsPlan} from '../../../../source/lab/workloads/rows/options.js';
import {sentWords} from '../../../../source/wording/phase-words.js';
import {plan as blobsRun, story, type Story} from '../../../helpers/story.js';

const plan = {...blobsRun, ...rowsPlan('load-data', 1000)};
const total = linesSize(1000);

/** The statement is sent, and no line yet. */
function loading(): Story {
	const told = story().starts();
	return told
		.emit({type: 'run-started', run: 2, plan, connectionId: '42'})
		.emit({
			type: 'step-started',
			step: 0,
			name: 'all rows',
			unit: 'bytes',
			total,
		})
		.emit({type: 'step-made', step: 0})
		.statement('begin')
		.ok()
		.statement('target')
		.sent();
}

function sends(told: Story, part: number): Story {
	return told.emit({type: 'step-progress', step: 0, done: part * total});
}

test('what the thread shows, on either flavour', t => {
	for (const [command, state, shown] of [
		['Sleep', '', 'send'],
		['Query', 'Opening tables', 'load'],
		['Query', 'executing', 'load'],
		['Query', 'Reading file', 'load'],
		['Query', 'Reading from net', 'load'],
		['Killed', 'Reading from net', 'load'],
		['Killed', 'End bulk insert', 'load'],
		['Query', 'query end', 'end'],
		['Query', 'Rollback', 'end'],
		['Query', 'waiting for handler commit', 'end'],
	] as const) {
		t.is(loadDataFacts.phaseOf({type: 'alive', command, state}), shown);
	}
});

const halfway = {type: 'phase', phase: 'load', part: 0.5} as const;

/** Whether the newest event is the moment at which half of the lines are sent. */
function meetsHalf({events, run}: Story): boolean | undefined {
	const event = events.at(-1);
	return event && isMoment(halfway, event, run);
}

test('a kill at a part of the lines comes with the lines, whether or not the server is looked at', t => {
	t.deepEqual(parseAim('query@load:50%', loadDataFacts)?.moment, halfway);
	t.false(meetsHalf(sends(loading(), 0.49)));
	t.true(meetsHalf(sends(loading(), 0.5)));
	t.false(meetsHalf(loading()));
});

test('a kill is at the part of the lines that was sent, and its effect comes after the last one', t => {
	const told = loading().seesThread('Query', 'executing', 0);
	sends(told, 0.4);
	t.is(phase(told.run), 'load');
	told.kills('query').acknowledgedIn('Query', 'executing');
	const [sent] = told.run.kills;
	t.is(sent && sentWords(told.run, sent), 'at 40 % of the load');
	sends(told, 1);
	t.is(told.run.kills[0]?.effect, undefined);
	told.fails();
	const [kill] = told.run.kills;
	t.is(kill?.effect?.effect, 'interrupted');
	t.regex(
		(kill && whyOf(told.run, kill)) ?? '',
		/kept its rows .* until the client had sent its last line/,
	);
});

test('what a kill does is known in every phase, with and without a transaction', t => {
	for (const {name} of loadDataFacts.phases) {
		for (const kind of ['query', 'connection'] as const) {
			for (const autocommit of [false, true]) {
				t.truthy(
					knownOf(loadDataFacts, kind, {
						phase: name,
						autocommit,
						flavour: 'mariadb',
					}),
				);
			}
		}
	}
});

test('no other workload has a connection that answers a request for a file', t => {
	const asking = allFacts.filter(facts => {
		const run = {...blobsRun, ...facts.plan({})};
		return workloadOf(run).demands(run).localInfile !== undefined;
	});
	t.deepEqual(asking, [loadDataFacts]);
});
