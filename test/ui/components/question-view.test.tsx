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

for (const [width, height, isServerShown] of [
	[60, 8, false],
	[80, 9, false],
	[80, 9, true],
	[112, 12, false],
] as const) {
	test(`a kill that is armed meanwhile is named, and what the keys do stays, in ${width} x ${height}${isServerShown ? ' with the server elsewhere' : ''}`, t => {
		const drawn = componentFrame(
			<QuestionView
				isServerShown={isServerShown}
				isReplay={false}
				run={run}
				notices={['armed: KILL QUERY during COMMIT']}
				width={width}
				height={height}
			/>,
			width,
		);
		t.regex(drawn, /STILL OPEN on 42/);
		t.regex(drawn, / 1 {2}ROLLBACK/);
		t.regex(drawn, / 4 {2}COMMIT/);
		t.regex(
			drawn,
			/^q finds no statement\. c disconnects: all is rolled back\.$/m,
		);
		t.regex(drawn, /^armed: KILL QUERY during COMMIT$/m);
		t.is(isServerShown, !/^The server: thread Sleep/m.test(drawn));
		t.is(height > 8, /The client ends|You\s+are\s+the\s+client/.test(drawn));
	});
}
