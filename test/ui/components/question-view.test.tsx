import test from 'ava';
import {QuestionView} from '../../../source/ui/components/question-view.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {asked} from '../../helpers/asked.js';

const {run} = asked();

for (const [width, height] of [
	[60, 8],
	[80, 9],
	[112, 12],
] as const) {
	test(`the question in ${width} x ${height}`, t => {
		t.snapshot(
			componentFrame(
				<QuestionView
					run={run}
					notices={[]}
					isReplay={false}
					isServerShown={height === 9}
					width={width}
					height={height}
				/>,
				width,
			),
		);
	});
}

test('in a replay it says that the answer comes by itself', t => {
	const drawn = componentFrame(
		<QuestionView
			isReplay
			isServerShown
			run={run}
			notices={[]}
			width={80}
			height={9}
		/>,
		80,
	);
	t.regex(drawn, /Replay: the answer comes as it was given\./);
	t.notRegex(drawn, /q finds no statement/);
});

test('a kill that is armed meanwhile is named', t => {
	const drawn = componentFrame(
		<QuestionView
			isServerShown
			isReplay={false}
			run={run}
			notices={['armed: KILL QUERY during COMMIT']}
			width={80}
			height={9}
		/>,
		80,
	);
	t.regex(drawn, /^armed: KILL QUERY during COMMIT$/m);
	t.notRegex(drawn, /q finds no statement/);
	t.regex(drawn, / 4 {2}COMMIT/);
});
