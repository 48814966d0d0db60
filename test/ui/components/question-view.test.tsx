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
		<QuestionView isReplay isServerShown run={run} width={80} height={9} />,
		80,
	);
	t.regex(drawn, /Replay: the answer comes as it was given\./);
	t.notRegex(drawn, /q finds no statement/);
});
