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

for (const command of ['workloads', 'prompt'] as const)
	for (const [activity, thrown, owned] of cases) {
		test(`whether the key for ${command} chooses: ${activity}`, t => {
			t.is(whyNoChoice(command, activity, state) === undefined, thrown);
			t.is(
				whyNoChoice(command, activity, {
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
		for (const command of ['workloads', 'prompt'] as const) {
			t.true((whyNoChoice(command, activity, onOwn)?.length ?? 99) <= 60);
		}
	}

	t.regex(whyNoChoice('workloads', 'running', state) ?? '', /during a run/);
	t.regex(whyNoChoice('workloads', 'over', onOwn) ?? '', /--workload NAME/);
	t.regex(whyNoChoice('prompt', 'running', state) ?? '', /^: does nothing/);
	t.regex(whyNoChoice('prompt', 'over', onOwn) ?? '', /throwaway server/);
});
