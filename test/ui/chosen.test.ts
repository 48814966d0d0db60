import test from 'ava';
import {armableOf} from '../../source/lab/workloads/facts/armable.js';
import {type ChoiceCommand} from '../../source/keys/choice-command.js';
import {plan} from '../helpers/story.js';
import {
	choose,
	killsBackFrom,
	nothingChosen,
	type Chosen,
} from '../../source/ui/chosen.js';

const armable = armableOf(plan);
const workloads = ['one', 'two', 'three'];
const history = {places: [], rows: 0, page: 1};
const surroundings = {
	helpPages: 2,
	kills: 3,
	newestKill: 3,
	armable,
	workloads,
	history,
};

function after(keys: readonly ChoiceCommand[], more = {}): Chosen {
	let chosen = nothingChosen;
	for (const key of keys) {
		chosen = choose(chosen, key, {...surroundings, ...more});
	}

	return chosen;
}

test('no kill can be armed before there is a plan', t => {
	t.deepEqual(armableOf(undefined), []);
	t.is(armable.length, 6);
});

test('help goes through its pages and closes, with its own key or Escape', t => {
	t.deepEqual(after(['help']).panel, {type: 'help', page: 0});
	t.deepEqual(after(['help', 'help']).panel, {type: 'help', page: 1});
	t.deepEqual(after(['help', 'help', 'help']), nothingChosen);
	t.deepEqual(after(['help', 'close']), nothingChosen);
});

test('the list of kills begins with the first, or with the one that is armed, and goes round with none at its end', t => {
	t.deepEqual(after(['arm']).panel, {type: 'arm', line: 0});
	t.deepEqual(after(['arm', 'arm']).panel, {type: 'arm', line: 1});
	t.deepEqual(after(['arm'], {armed: armable[4]}).panel, {
		type: 'arm',
		line: 4,
	});
	const round = armable.map(() => 'arm' as const);
	t.deepEqual(after(['arm', ...round]).panel, {
		type: 'arm',
		line: armable.length,
	});
	t.deepEqual(after(['arm', ...round, 'arm']).panel, {type: 'arm', line: 0});
});

test('the list of workloads begins with the first, or with the one that the next run has, and goes round', t => {
	const line = (keys: readonly ChoiceCommand[], workload?: string) => {
		const {panel} = after(keys, {workload});
		return panel.type === 'workloads' ? panel.line : undefined;
	};

	t.is(line(['workloads']), 0);
	t.is(line(['workloads'], 'three'), 2);
	t.is(line(['workloads'], 'unknown'), 0);
	t.is(line(['workloads', 'workloads'], 'two'), 2);
	t.is(line(['workloads', 'workloads', 'workloads'], 'two'), 0);
});

test('arrows move in both lists, round their ends, and nowhere else', t => {
	t.deepEqual(after(['workloads', 'down']).panel, {
		type: 'workloads',
		line: 1,
	});
	t.deepEqual(after(['workloads', 'up']).panel, {type: 'workloads', line: 2});
	t.deepEqual(after(['workloads', 'up', 'down']).panel, {
		type: 'workloads',
		line: 0,
	});
	t.deepEqual(after(['arm', 'up']).panel, {
		type: 'arm',
		line: armable.length,
	});
	t.deepEqual(after(['arm', 'up', 'down', 'down']).panel, {
		type: 'arm',
		line: 1,
	});
	t.deepEqual(after(['help', 'down', 'up']).panel, {type: 'help', page: 0});
	t.deepEqual(after(['down', 'up']), nothingChosen);
});

test('the line for a statement shows what was typed before, and closes', t => {
	const typed = {text: 'DO 1', cursor: 2};
	t.deepEqual(after(['prompt']).panel, {type: 'prompt', text: '', cursor: 0});
	t.deepEqual(after(['help', 'prompt'], {typed}).panel, {
		type: 'prompt',
		...typed,
	});
	t.deepEqual(after(['prompt', 'close'], {typed}), nothingChosen);
});

test('each list takes the place of the other', t => {
	t.is(after(['arm', 'workloads']).panel.type, 'workloads');
	t.is(after(['workloads', 'arm']).panel.type, 'arm');
});

test('a message stays until it is closed', t => {
	const told: Chosen = {panel: {type: 'message', text: 'no'}, killsBack: 1};
	for (const key of ['up', 'down', 'earlier-kill'] as const) {
		t.is(choose(told, key, surroundings).panel, told.panel);
	}

	for (const key of ['close', 'confirm'] as const) {
		t.deepEqual(choose(told, key, surroundings), {
			panel: {type: 'none'},
			killsBack: 1,
		});
	}
});

test('Enter and Escape leave the list', t => {
	t.deepEqual(after(['arm', 'arm', 'confirm']), nothingChosen);
	t.deepEqual(after(['arm', 'arm', 'close']), nothingChosen);
	t.deepEqual(after(['workloads', 'confirm']), nothingChosen);
	t.deepEqual(after(['workloads', 'close']), nothingChosen);
});

test('earlier and later kills, within those that there are', t => {
	t.is(after(['later-kill']).killsBack, 0);
	t.is(after(['earlier-kill']).killsBack, 1);
	t.is(after(['earlier-kill', 'earlier-kill', 'earlier-kill']).killsBack, 2);
	t.is(after(['earlier-kill', 'earlier-kill', 'later-kill']).killsBack, 1);
	t.is(after(['earlier-kill'], {kills: 0}).killsBack, 0);
});

test('what production shows is there until its key or Escape, and comes back from under another panel', t => {
	t.true(after(['production']).isInProduction);
	t.false(after(['production', 'production']).isInProduction);
	t.false(after(['production', 'close']).isInProduction);
	t.deepEqual(after(['production', 'arm', 'close']), {
		...nothingChosen,
		isInProduction: true,
	});
	t.deepEqual(after(['production', 'help', 'production']), {
		...nothingChosen,
		isInProduction: true,
	});
});

test('where production shows by itself, its key and Escape put it away, and its key brings it back', t => {
	const roomy = {hasRoomForProduction: true};
	t.false(after(['production'], roomy).isInProduction);
	t.true(after(['production', 'production'], roomy).isInProduction);
	t.false(after(['close'], roomy).isInProduction);
	t.true(after(['close', 'production'], roomy).isInProduction);
	// What covers it goes first.
	t.true(after(['help', 'production'], roomy).isInProduction);
	t.is(after(['help', 'close'], roomy).isInProduction, undefined);
});

test('after one more kill the newest is explained again', t => {
	const chosen = after(['earlier-kill', 'earlier-kill']);
	t.is(killsBackFrom(chosen, 3), 2);
	t.is(killsBackFrom(chosen, 4), 0);
	t.is(
		choose(chosen, 'earlier-kill', {...surroundings, kills: 4, newestKill: 4})
			.killsBack,
		1,
	);
	t.is(killsBackFrom({...nothingChosen, killsBack: 1}, 3), 1);
});

test('in another run the newest is explained, however many kills both have', t => {
	const chosen = after(['earlier-kill']);
	t.is(killsBackFrom(chosen, undefined), 0);
	t.is(killsBackFrom(chosen, 6), 0);
	t.is(
		choose(chosen, 'later-kill', {...surroundings, newestKill: 6}).killsBack,
		0,
	);
});

test('where production takes the place of the question, its key and Escape lead back to that', t => {
	const asked = {isAskedInItsPlace: true};
	t.deepEqual(after(['production'], asked).panel, {type: 'production'});
	t.deepEqual(after(['production', 'production'], asked).panel, {type: 'none'});
	t.deepEqual(after(['production', 'close'], asked).panel, {type: 'none'});
});
