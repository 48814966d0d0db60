import test from 'ava';
import {type LabActivity} from '../../source/keys/activity.js';
import {whyNoChoice} from '../../source/keys/why-no-choice.js';
import {story} from '../helpers/story.js';

const {state} = story().starts();
const {server} = state;
const own = {isReadOnly: false, host: 'db'};

const cases: ReadonlyArray<
	readonly [activity: LabActivity, thrown: boolean, owned: boolean]
> = [
	['starting', false, false],
	['waiting', true, false],
	['running', false, false],
	['over', true, false],
	['changing', false, false],
	['leaving', false, false],
];

for (const [activity, thrown, owned] of cases) {
	test(`whether a workload can be chosen: ${activity}`, t => {
		t.is(whyNoChoice(activity, state) === undefined, thrown);
		t.is(
			whyNoChoice(activity, {
				...state,
				...(server && {server: {...server, own}}),
			}) === undefined,
			owned,
		);
	});
}

test('why not, in a line of 60 cells', t => {
	const onOwn = {...state, ...(server && {server: {...server, own}})};
	for (const [activity] of cases) {
		t.true((whyNoChoice(activity, onOwn)?.length ?? 99) <= 60);
	}

	t.regex(whyNoChoice('running', state) ?? '', /during a run/);
	t.regex(whyNoChoice('over', onOwn) ?? '', /--workload NAME/);
});
