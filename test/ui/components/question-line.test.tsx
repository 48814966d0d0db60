import test from 'ava';
import {QuestionLine} from '../../../source/ui/components/question-line.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {answers, asked} from '../../helpers/asked.js';

const {run} = asked();

for (const [width, line] of [
	[60, ' error 1317: transaction STILL OPEN on 42, 3 rows pending'],
	[
		120,
		' error 1317: the transaction is STILL OPEN on 42, 3 rows pending: 1 ROLLBACK  2 retry  3 skip  4 COMMIT',
	],
	[44, ' 1317: STILL OPEN on 42, 3 rows pending'],
] as const) {
	test(`the question in one line of ${width}`, t => {
		t.is(componentFrame(<QuestionLine run={run} width={width} />, width), line);
	});
}

test('without a question there is nothing to draw', t => {
	const over = answers(asked(), 'skip').run;
	t.is(componentFrame(<QuestionLine run={over} width={60} />, 60), '');
});
