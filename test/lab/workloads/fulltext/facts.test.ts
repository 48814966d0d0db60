import test from 'ava';
import {strayErrors} from '../../../../source/lab/history/stray-errors.js';
import {fulltextFacts} from '../../../../source/lab/workloads/fulltext/facts.js';
import {sleepFacts} from '../../../../source/lab/workloads/sleep/facts.js';
import {type WorkloadFacts} from '../../../../source/lab/workloads/facts/contract.js';
import {questionWords} from '../../../../source/wording/question-words.js';
import {describeKill} from '../../../../source/wording/kill-sentence.js';
import {asks} from '../../../helpers/asked.js';
import {type Story} from '../../../helpers/story.js';
import {planOf, waiting} from '../../../helpers/waiting-story.js';

/** As MariaDB answers, in the words of mysql2. */
const unknown = {errno: 188, message: 'Unknown error 188'};

const state = 'Fulltext initialization';

const searching = (facts: WorkloadFacts = fulltextFacts): Story =>
	waiting(facts, {flavour: 'mariadb', state});

const leftOf = ({run}: Story) => run.statements.at(-1)?.left;

test('error 188 is an interruption: a KILL QUERY of the lab was accepted while the search went on', t => {
	const told = searching();
	told.kills('query').acknowledgedIn('Killed', state).fails(unknown);
	t.deepEqual(told.effects, ['interrupted']);
	t.deepEqual(leftOf(told), {rows: 1, next: 'rollback'});
	t.deepEqual(strayErrors(told.run), []);
	const [kill] = told.run.kills;
	const sentence = kill ? describeKill(told.run, kill) : '';
	t.regex(sentence, /returned error 188/);
	t.regex(sentence, /went on to its end/);
});

test('it is one too if the OK of the KILL comes after it', t => {
	const told = searching();
	told.kills('query').fails(unknown);
	t.deepEqual(leftOf(told), {rows: 1, next: 'rollback'});
	told.acknowledged();
	t.deepEqual(told.effects, ['interrupted']);
});

test('the question names the error', t => {
	const told = searching();
	told.kills('query').acknowledgedIn('Killed', state).fails(unknown);
	asks(told);
	t.regex(questionWords(told.run)?.headlines[0] ?? '', /^error 188: /);
});

const others: ReadonlyArray<readonly [title: string, tell: () => Story]> = [
	['without a KILL', () => searching()],
	[
		'after a KILL QUERY that was refused',
		() =>
			searching().kills('query').refused({errno: 1095, message: 'not owner'}),
	],
	[
		'after a KILL QUERY that nobody has answered',
		() =>
			searching().kills('query').refused({
				message: "Can't add new command when connection is in closed state",
			}),
	],
	[
		'after a KILL QUERY whose OK came before the search began',
		() =>
			waiting(fulltextFacts, {flavour: 'mariadb', state})
				.kills('query')
				.acknowledged()
				.ok()
				.statement('target')
				.sent(),
	],
	[
		'of a workload that does not know it',
		() => searching(sleepFacts).kills('query').acknowledgedIn('Killed', state),
	],
];

for (const [title, tell] of others) {
	test(`error 188 is any error ${title}`, t => {
		const told = tell().fails(unknown);
		t.is(leftOf(told), undefined);
		t.false(told.effects.includes('interrupted'));
		t.deepEqual(strayErrors(told.run), [
			{type: 'statement', name: 'INSERT', step: 0, failure: unknown},
		]);
	});
}

test('its search is one of the phase in which it executes', t => {
	t.is(
		fulltextFacts.phaseOf({type: 'alive', command: 'Killed', state}),
		'execute',
	);
	t.is(planOf(fulltextFacts).steps, 1);
});
