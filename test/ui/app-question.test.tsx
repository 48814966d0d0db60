import test from 'ava';
import stringWidth from 'string-width';
import {type Activity} from '../../source/keys/activity.js';
import {toAscii} from '../../source/output/ascii.js';
import {nothingChosen, type Chosen} from '../../source/ui/chosen.js';
import {answers, asked} from '../helpers/asked.js';
import {frame} from '../helpers/frame.js';
import {type Story} from '../helpers/story.js';

/* What the screen shows while the client asks what to do after an interruption, and after that. */

/** Each INSERT stands alone. */
function askedAlone(): Story {
	return asked({autocommit: true});
}

/** The client was told to roll back. */
function answered(): Story {
	return answers(asked().after(3000), 'rollback')
		.statement('rollback')
		.after(20)
		.ok()
		.looks()
		.seesNothing()
		.after(300)
		.finds('rolled back whole');
}

/** Both keys that kill were pressed instead of an answer. */
function askedInVain(): Story {
	const told = asked()
		.after(2000)
		.kills('query')
		.acknowledgedIn('Sleep', '')
		.after(1000)
		.kills('connection')
		.acknowledged()
		.closes();
	return answers(told)
		.looks()
		.seesNothing()
		.after(300)
		.finds('rolled back whole');
}

const replaying: Activity = {
	type: 'replay',
	isPaused: false,
	speed: 1,
	isOver: false,
	position: 60,
	length: 80,
	moment: [],
	course: {beginsAt: 0, endsAt: 30_000, runs: [0], kills: [], silences: []},
	isCutShort: false,
};

const help: Chosen = {panel: {type: 'help', page: 0}, killsBack: 0};
const arming: Chosen = {panel: {type: 'arm', line: 1}, killsBack: 0};

const situations: ReadonlyArray<
	readonly [
		name: string,
		tell: () => Story,
		activity: Activity,
		chosen: Chosen,
		seen: readonly RegExp[],
	]
> = [
	[
		'asked',
		asked,
		'running',
		nothingChosen,
		[
			/error 1317: (?:the )?transaction (?:is )?STILL OPEN on 42, 3 rows pending/,
			/transaction STILL OPEN · 3 of 10 files/,
			/ 1 {2}ROLLBACK .*Enter/,
			/ 2 {2}retry /,
			/ 3 {2}skip /,
			/ 4 {2}COMMIT /,
			/q finds no statement\. c disconnects: all is rolled back\./,
			/RUNNING, 3 rows/,
			/1-4 answer/,
			/\^C quit/,
			/Verdict not yet/,
		],
	],
	[
		'asked under autocommit',
		askedAlone,
		'running',
		nothingChosen,
		[/error 1317: no transaction is open/, / 1 {2}stop /, / 2 {2}retry /],
	],
	[
		'asked in a replay',
		asked,
		replaying,
		nothingChosen,
		[/STILL OPEN on 42/, /Replay: the answer comes as it was given/],
	],
	['help over the question', asked, 'running', help, [/STILL OPEN on 42/]],
	[
		'the list of kills over the question',
		asked,
		'running',
		arming,
		[/STILL OPEN on 42/],
	],
	[
		'answered',
		answered,
		'over',
		nothingChosen,
		[
			/the client rolled back · open until then/,
			/you\s+chose/,
			/rolled back whole: 0 of 10/,
		],
	],
	[
		'killed instead of an answer',
		askedInVain,
		'over',
		nothingChosen,
		[/connection lost · 3 of 10 files/, /question is/],
	],
];

function pictureOf(
	told: Story,
	activity: Activity,
	chosen: Chosen,
	size: string,
): string {
	const [columns = 0, rows = 0] = size.split('x').map(Number);
	return frame({
		state: told.state,
		activity,
		chosen,
		now: told.now + 120,
		columns,
		rows,
	});
}

/** The words of a picture without its borders: a sentence may be broken anywhere. */
function textOf(drawn: string): string {
	return drawn.replaceAll(/ *│[^\n│]*││ |[│╭╮╰╯]/g, ' ');
}

for (const size of ['60x16', '80x24', '100x30', '120x40', '200x60']) {
	for (const [name, tell, activity, chosen] of situations) {
		test(`frame ${size}: ${name}`, t => {
			t.snapshot(pictureOf(tell(), activity, chosen, size));
		});
	}
}

for (const size of [
	'60x16',
	'60x26',
	'80x24',
	'99x30',
	'100x19',
	'100x30',
	'119x26',
	'120x20',
	'120x40',
	'200x60',
]) {
	for (const [name, tell, activity, chosen, seen] of situations) {
		test(`${size} ${name}: it fits, and what must be there is there`, t => {
			const [columns = 0, rows = 0] = size.split('x').map(Number);
			const drawn = pictureOf(tell(), activity, chosen, size);
			const lines = drawn.split('\n');
			t.true(lines.length <= rows);
			t.deepEqual(
				lines.filter(line => stringWidth(line) > columns),
				[],
			);
			t.regex(drawn, / q {2}KILL QUERY 42/);
			t.regex(drawn, / c {2}KILL CONNECTION 42/);
			for (const pattern of seen) {
				t.true(
					pattern.test(drawn) || pattern.test(textOf(drawn)),
					`${pattern.source} in\n${drawn}`,
				);
			}

			t.regex(toAscii(drawn), /^[\n -~]*$/);
		});
	}
}

test('on a terminal that is too small the question and its keys stay', t => {
	const drawn = pictureOf(asked(), 'running', nothingChosen, '50x10');
	t.regex(drawn, /STILL OPEN on 42, 3 rows pending/);
	t.regex(drawn, /1 to 4 answer/);
});
