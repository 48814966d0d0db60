import test from 'ava';
import {knownOf} from '../../../../source/lab/history/kill-knowledge.js';
import {handlerFacts} from '../../../../source/lab/workloads/handler/facts.js';
import {changeHandledRows} from '../../../../source/lab/workloads/handler/routine.js';
import {someBatchesFound} from '../../../../source/lab/workloads/procedure/inspect.js';
import {plan as blobsRun} from '../../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;
const plan = {...unpaced, ...handlerFacts.plan({scale: 0.01})};

test('a CALL returns how many errors its handler got, and nothing if that was lost', t => {
	t.false(handlerFacts.wasStruck?.({type: 'rows', rows: 1, value: '0'}));
	t.true(handlerFacts.wasStruck?.({type: 'rows', rows: 1, value: '1'}));
	t.true(handlerFacts.wasStruck?.({type: 'changes', rows: 0}));
});

test('what a kill does is known in every phase of each flavour', t => {
	for (const {name} of handlerFacts.phases) {
		for (const kind of ['query', 'connection'] as const) {
			for (const flavour of ['mysql', 'mariadb'] as const) {
				t.truthy(
					knownOf(handlerFacts, kind, {
						phase: name,
						autocommit: false,
						flavour,
					}),
				);
			}
		}
	}
});

for (const phase of ['sent', 'execute']) {
	test(`${phase}: MariaDB gives the error to the handler, and MySQL does not`, t => {
		const why = (flavour: 'mysql' | 'mariadb') =>
			knownOf(handlerFacts, 'query', {phase, autocommit: false, flavour})?.why
				.interrupted ?? '';
		t.regex(why('mariadb'), /handler .* got the error, .* OK on MariaDB/);
		t.regex(why('mysql'), /No handler .* MySQL/);
	});
}

test('a batch may be left out anywhere, but no part of one', t => {
	const found = (written: number, intact = written) =>
		someBatchesFound(
			{
				written,
				intact,
				unchanged: 10_000 - written,
				others: 0,
				lastWritten: 10_000,
			},
			plan,
		);
	t.like(found(9000), {partsStay: true, isTorn: undefined});
	t.like(found(9500), {isTorn: true});
	t.like(found(9000, 8999), {isTorn: true});
});

test('the handler is declared after the variables, as it must be', t => {
	t.regex(
		changeHandledRows.body,
		/last INT UNSIGNED;\n\tDECLARE caught .*\n\tDECLARE CONTINUE HANDLER .*\n\tSELECT MAX/,
	);
});
