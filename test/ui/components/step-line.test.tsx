import test from 'ava';
import {myisamFacts} from '../../../source/lab/workloads/myisam/facts.js';
import {sqlFacts} from '../../../source/lab/workloads/sql/facts.js';
import {StepLine} from '../../../source/ui/components/step-line.js';
import {type PlannedWorkload} from '../../../source/lab/workloads/facts/contract.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {plan as blobsRun, story} from '../../helpers/story.js';

const {rate, ...unpaced} = blobsRun;

function begins(planned: PlannedWorkload, name: string) {
	const told = story().starts();
	told.emit({
		type: 'run-started',
		run: 2,
		plan: {...unpaced, ...planned},
		connectionId: '42',
	});
	return told.emit({
		type: 'step-started',
		step: 0,
		name,
		unit: 'rows',
		total: 100,
	});
}

function lineOf({run}: ReturnType<typeof begins>): string {
	const [step] = run.steps;
	return step
		? componentFrame(
				<StepLine
					run={run}
					step={step}
					width={80}
					now={step.startedAt + 1000}
				/>,
				80,
			)
		: '';
}

test("a user's own statement says that its control run is on, and no time is cut off", t => {
	const told = begins(sqlFacts.plan({sql: 'DO 1'}), 'DO 1');
	t.regex(lineOf(told), /^▸ DO 1 {2,}control run .*1.0 s$/);
});

test('rows that no transaction counts have no bar', t => {
	const told = begins(myisamFacts.plan({}), 'all rows, one locked by 14');
	told.statement('target').sent();
	t.regex(lineOf(told), /^▸ all rows, one locked by 14 {2}\S+ +[\d.]+ m?s$/);
});
