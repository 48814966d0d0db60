import test from 'ava';
import stringWidth from 'string-width';
import {blobsPlan} from '../../source/lab/workloads/blobs/options.js';
import {rowsPlan} from '../../source/lab/workloads/rows/options.js';
import {type KillKind} from '../../source/lab/events/kill.js';
import {killStatement, routeOf} from '../../source/lab/kills/route.js';
import {toAscii} from '../../source/output/ascii.js';
import {toFailure} from '../../source/server/failure.js';
import {type Activity} from '../../source/keys/activity.js';
import {type Chosen, type Panel} from '../../source/ui/chosen.js';
import {frame, type Picture} from '../helpers/frame.js';
import {sitting} from '../helpers/sittings.js';
import {
	committed,
	committedUnseen,
	disconnected,
	partial,
	rolledBack,
} from '../helpers/stories.js';
import {plan, story, storedRows, type Story} from '../helpers/story.js';

const server = {
	flavour: 'mysql',
	version: '9.7.4',
	product: 'MySQL 9.7.4',
	address: 'sandbox',
	tls: false,
	surroundings: [],
} as const;

const longText =
	"SELECT command denied to user 'reporting_readonly'@'ip-10-0-13-37.eu-central-1.compute.internal' for table `performance_schema`.`threads`; this message has far more words than any pane has room for, and it goes on and on until nothing else would be left of the screen";

function uploading(): Story {
	return story()
		.starts()
		.othersSee(0)
		.stores(2)
		.inserts()
		.after(10)
		.seesThread('Sleep', 'starting', 2)
		.after(400)
		.uploads(0.2)
		.kills('query')
		.after(0.4)
		.acknowledged()
		.after(1600)
		.uploads(1)
		.sent()
		.after(1700)
		.ok()
		.statement('check')
		.after(350)
		.ok()
		.emit({type: 'step-checked', step: 2, isIntact: true})
		.inserts()
		.after(1000)
		.uploads(0.5)
		.after(160)
		.seesThread('Sleep', 'starting', 2);
}

function executing(): Story {
	return story()
		.starts()
		.stores(2)
		.inserts()
		.after(1000)
		.uploads(0.5)
		.kills('query')
		.acknowledged()
		.after(1000)
		.uploads(1)
		.sent()
		.seesThread('Execute', 'starting', 2)
		.after(400)
		.kills('query')
		.after(0.3)
		.acknowledged()
		.after(500)
		.seesThread('Execute', 'update', 2);
}

function looking(): Story {
	return story()
		.starts()
		.stores(2)
		.inserts()
		.after(1000)
		.uploads(0.5)
		.kills('connection')
		.acknowledged()
		.drops()
		.looks()
		.after(300)
		.seesThread('Killed', 'starting', 2);
}

/** After COMMIT, before the verdict. */
function seenByOthers(): Story {
	return story()
		.starts()
		.othersSee(0)
		.stores(10)
		.statement('commit')
		.ok()
		.looks()
		.seesNothing()
		.othersSee(10);
}

/** Somebody has locked the table. */
function hiddenFromOthers(): Story {
	return story()
		.starts()
		.stores(2)
		.inserts()
		.uploads(0.5)
		.seesThread('Sleep', 'starting', 2)
		.emit({type: 'others-view', others: {type: 'hidden', why: longText}});
}

function unknown(): Story {
	return story()
		.starts()
		.stores()
		.inserts()
		.uploads(0.5)
		.kills('connection')
		.acknowledged()
		.drops()
		.looks()
		.findsOutNothing('the observer connection failed: Connection lost');
}

function longErrors(text: string): Story {
	return story()
		.starts()
		.stores()
		.inserts()
		.uploads(0.5)
		.sees({
			thread: {type: 'hidden', why: text},
			transaction: {type: 'hidden', why: text},
		})
		.kills('query')
		.refused({errno: 1142, message: text})
		.kills('connection')
		.refused({errno: 1095, message: text})
		.fails({message: text})
		.looks()
		.findsOutNothing(text);
}

function manyKills(): Story {
	const told = story().starts().stores().inserts().uploads(0.5);
	for (let kill = 0; kill < 30; kill++) {
		told.kills('query').acknowledged();
	}

	return told;
}

function longNames(): Story {
	return story()
		.emit({
			type: 'server',
			server: {
				flavour: 'mariadb',
				version: '10.11.19',
				product: 'MariaDB 10.11.19',
				address:
					'production-primary.cluster-c1a2b3c4d5e6.eu-central-1.rds.amazonaws.com:3306',
				tls: true,
				surroundings: [],
			},
		})
		.emit({
			type: 'run-started',
			run: 1234,
			plan: {
				...blobsPlan({
					files: 1000,
					size: 1023.9 * 1024 ** 2,
					protocol: 'long-data',
				}),
				schema: 'MeasurementDB',
				onInterrupt: 'rollback',
				autocommit: false,
				pauseCommit: false,
			},
			connectionId: '18446744073709551615',
		})
		.statement('begin')
		.ok()
		.stores(12)
		.inserts()
		.kills('connection');
}

/** What RDS answers an account that is not the owner; the id is the longest that MySQL gives. */
function rerouted(): Story {
	return story()
		.starts({}, '4294967295')
		.stores()
		.inserts()
		.uploads(0.5)
		.kills('query')
		.after(0.4)
		.rerouted(
			{errno: 1095, message: 'You are not owner of thread 4294967295'},
			'CALL mysql.rds_kill_query(4294967295)',
		)
		.acknowledged()
		.emit({
			type: 'kill-route',
			route: {
				query: 'CALL mysql.rds_kill_query(?)',
				connection: 'CALL mysql.rds_kill(?)',
			},
		});
}

/** A run after one that was killed, with a kill armed. */
function secondRun(): Story {
	return rolledBack()
		.emit({
			type: 'armed',
			kill: {
				kind: 'connection',
				moment: {type: 'phase', phase: 'commit', part: 0},
			},
		})
		.starts({}, '45')
		.inserts()
		.after(600)
		.uploads(0.3);
}

/** After a run of blobs the next one is to be an UPDATE, and a kill that was armed does not fit it. */
function chosen(): Story {
	const told = rolledBack()
		.plans()
		.emit({
			type: 'armed',
			kill: {
				kind: 'query',
				moment: {type: 'phase', phase: 'upload', part: 0.5},
			},
		});
	return told
		.emit({type: 'planned', plan: {...plan, ...rowsPlan('update', 1_000_000)}})
		.emit({type: 'armed'});
}

type Situation = readonly [
	name: string,
	tell: () => Story,
	activity: Activity,
	verdict: string,
];

const situations: readonly Situation[] = [
	['uploading', uploading, 'running', 'not yet: another'],
	['executing', executing, 'running', 'not yet: another'],
	['looking', looking, 'running', 'not yet: waiting until'],
	['seen by others', seenByOthers, 'running', 'not yet: another'],
	['hidden from others', hiddenFromOthers, 'running', 'not yet: another'],
	['committed whole', committed, 'over', 'committed whole: 10 of 10'],
	['rolled back', rolledBack, 'over', 'rolled back whole: 0 of 10'],
	['disconnected', disconnected, 'over', 'rolled back whole: 0 of 10'],
	['committed unseen', committedUnseen, 'over', 'committed whole: 2 of 2'],
	['PARTIAL', partial, 'over', 'PARTIAL: 4 of 10 rows, only 3'],
	['unknown', unknown, 'over', 'unknown: the observer connection'],
	[
		'long errors',
		() => longErrors(longText),
		'over',
		'unknown: SELECT command',
	],
	['many kills', manyKills, 'leaving', 'not yet: another'],
	['rerouted', rerouted, 'running', 'not yet: another'],
	['long names', longNames, 'running', 'not yet: another'],
];

const shownSizes = [
	'60x16',
	'80x24',
	'99x30',
	'100x30',
	'120x40',
	'200x60',
] as const;

const help: Chosen = {panel: {type: 'help', page: 0}, killsBack: 0};
const arming: Chosen = {panel: {type: 'arm', line: 1}, killsBack: 0};
const choosing: Chosen = {panel: {type: 'workloads', line: 1}, killsBack: 0};
const typing: Chosen = {
	panel: {
		type: 'prompt',
		text: "UPDATE things SET name = '漢字' WHERE quality > 2",
		cursor: 48,
	},
	killsBack: 0,
};
const longStatement = `SELECT ${Array.from({length: 400}, (_, index) => `column_${index}`).join(', ')} FROM things`;
const typingLong: Chosen = {
	panel: {type: 'prompt', text: longStatement, cursor: 2000},
	killsBack: 0,
};
const refused: Chosen = {
	panel: {
		type: 'message',
		text: 'The workload stays blobs. max_allowed_packet: 1 MB; needed: 5243904 bytes. A file of 5 MB is one packet with the binary protocol. Choose a smaller --size, or run: SET GLOBAL max_allowed_packet = 1073741824',
	},
	killsBack: 0,
};

const histories: ReadonlyArray<readonly [name: string, panel: Panel]> = [
	['as a list', {type: 'history', at: {run: 2, kill: 2}}],
	['with one run again', {type: 'history-run', at: {run: 2, kill: 2}}],
	['as a table', {type: 'history-table', row: 2}],
];

const sizes = [
	...shownSizes,
	'60x17',
	'60x25',
	'60x26',
	'80x26',
	'100x19',
	'100x20',
	'119x25',
	'119x26',
	'120x19',
	'120x20',
	'220x70',
] as const;

function picture(told: Story, activity: Activity, size: string): Picture {
	const [columns = 0, rows = 0] = size.split('x').map(Number);
	return {state: told.state, activity, now: told.now + 120, columns, rows};
}

const keys = [
	['q', 'query'],
	['c', 'connection'],
] as const;

/** What a key sends in a picture. */
function told({state}: Picture, kind: KillKind): string {
	return killStatement(kind, state.run ?? {connectionId: '…'}, routeOf(state));
}

for (const size of shownSizes) {
	test(`frame ${size}: before any run`, t => {
		const told = story().emit({type: 'server', server});
		t.snapshot(frame(picture(told, 'waiting', size)));
	});

	for (const [name, tell, activity] of situations) {
		test(`frame ${size}: ${name}`, t => {
			t.snapshot(frame(picture(tell(), activity, size)));
		});
	}

	test(`frame ${size}: help`, t => {
		t.snapshot(frame({...picture(uploading(), 'running', size), chosen: help}));
	});

	test(`frame ${size}: the kills that can be armed`, t => {
		t.snapshot(
			frame({...picture(uploading(), 'running', size), chosen: arming}),
		);
	});

	test(`frame ${size}: a workload that the server is not fit for`, t => {
		t.snapshot(frame({...picture(committed(), 'over', size), chosen: refused}));
	});

	test(`frame ${size}: a statement is typed`, t => {
		t.snapshot(frame({...picture(committed(), 'over', size), chosen: typing}));
	});

	test(`frame ${size}: in the midst of a long statement`, t => {
		const before = story().emit({type: 'server', server});
		t.snapshot(
			frame({...picture(before, 'waiting', size), chosen: typingLong}),
		);
	});

	for (const [name, panel] of histories) {
		test(`frame ${size}: the history, ${name}`, t => {
			t.snapshot(
				frame({
					...picture(sitting(), 'running', size),
					chosen: {panel, killsBack: 0},
				}),
			);
		});
	}

	test(`frame ${size}: another workload is chosen`, t => {
		t.snapshot(frame(picture(chosen(), 'over', size)));
	});

	test(`frame ${size}: the second run`, t => {
		t.snapshot(frame(picture(secondRun(), 'running', size)));
	});
}

for (const size of sizes) {
	for (const [name, tell, activity, verdict] of situations) {
		test(`${size} ${name}: it fits, and what must be there is there`, t => {
			const shown = picture(tell(), activity, size);
			const drawn = frame(shown);
			const lines = drawn.split('\n');
			t.true(lines.length <= shown.rows);
			t.deepEqual(
				lines.filter(line => stringWidth(line) > shown.columns),
				[],
			);
			// Right below the head is a border or a key: the head takes one line.
			t.regex(lines[0] ?? '', /^ Kill Lab {3}\S.*\srun \d+ {3}\? help ?$/);
			t.regex(lines[1] ?? '', /^(?:╭| q )/);

			for (const [key, kind] of keys) {
				const statement = told(shown, kind).replaceAll(
					/[()]/g,
					String.raw`\$&`,
				);
				t.regex(
					drawn,
					new RegExp(
						String.raw` ${key} {2}${statement}(?: {2,}\S.*|…)? *(?:│|$)`,
						'm',
					),
				);
			}

			t.regex(drawn, new RegExp(`(?:│ |^)Verdict ${verdict}`, 'm'));

			// A line that is drawn over another has the rest of the other behind it.
			t.regex(drawn, /(?:│ |^)server {2}[\S…]/m);
			t.regex(
				drawn,
				/(?:│ |^)trx {5}(?:RUNNING, \d+ rows?\b|none\b|…|hidden: .*…).*$/m,
			);
			t.regex(
				drawn,
				/(?:│ |^)(?:rate {4}|trx .* {2}rate )(?:\S+ MB\/s|full speed) *(?:│|$)|(?:│ |^)trx {5}(?:hidden|.*to undo)/m,
			);

			const ascii = toAscii(drawn);
			t.regex(ascii, /^[\n -~]*$/);
			// No character was without a counterpart.
			t.is(ascii.split('?').length, drawn.split('?').length);
			t.deepEqual(
				ascii.split('\n').map(line => line.length),
				lines.map(line => stringWidth(line)),
			);
		});
	}

	// The smallest terminal has no other line for it.
	test(`${size}: what others see stands ${size === '60x16' ? 'above the verdict' : 'below the transaction'}`, t => {
		t.regex(
			frame(picture(uploading(), 'running', size)),
			size === '60x16'
				? /^others see 0 rows\nVerdict/m
				: /transaction open.*\n(?:│ )?others see 0 rows\b/,
		);
	});

	test(`${size}: the part and the rate of the file in hand are not cut off`, t => {
		t.regex(
			frame(picture(uploading(), 'running', size)),
			/▸ random_file-3\.bin +upload (?: *█+░+)? +50 % +[\d.]+ MB\/s/,
		);
	});

	test(`${size} help and the list of kills: the keys that kill, the step and the verdict stay`, t => {
		const shown = picture(uploading(), 'running', size);
		for (const chosen of [
			help,
			arming,
			choosing,
			refused,
			typing,
			typingLong,
		]) {
			const drawn = frame({...shown, chosen});
			t.true(drawn.split('\n').length <= shown.rows);
			t.regex(drawn, / q {2}KILL QUERY 42/);
			t.regex(drawn, / c {2}KILL CONNECTION 42/);
			t.regex(drawn, /transaction open · 3 of 10 files/);
			t.regex(drawn, /▸ random_file-3\.bin +upload/);
			t.regex(drawn, /Verdict not yet/);
			t.regex(drawn, /Esc (?:closes|cancels)/);
		}
	});
}

const warning = {
	type: 'warning',
	what: 'replication',
	value: `a replica of ${'db-primary.'.repeat(12)}example.com`,
	needed: 'not a replica',
	why: 'what the lab writes here is not on its source',
	mend: {type: 'advice', instead: 'name the source'},
} as const;

for (const size of sizes) {
	test(`${size}: warnings are counted above the panes, and told before the first run where there is room`, t => {
		const told = story()
			.emit({type: 'server', server})
			.emit({
				type: 'preflight',
				warnings: [warning, {...warning, what: 'offline_mode'}],
			});
		const shown = picture(told, 'waiting', size);
		const before = frame(shown);
		const lines = before.split('\n');
		t.true(lines.length <= shown.rows);
		t.deepEqual(
			lines.filter(line => stringWidth(line) > shown.columns),
			[],
		);
		t.regex(lines[0] ?? '', /2 warnings/);
		t.true(before.includes('warning: replication: a'));

		told.starts();
		const during = frame(picture(told, 'running', size));
		t.regex(during.split('\n')[0] ?? '', /2 warnings +run 1 {3}\? help/);
		t.notRegex(during, /replication/);
	});
}

for (const size of sizes) {
	test(`${size}: what the next run does is told once another workload is chosen, and how to start it`, t => {
		const shown = picture(chosen(), 'over', size);
		const drawn = frame(shown);
		t.true(drawn.split('\n').length <= shown.rows);
		t.regex(drawn, /next run: an UPDATE of 1,000,000 rows/);
		t.regex(drawn, /s run update/);
	});

	test(`${size}: the workload of the next run is told before any run`, t => {
		const told = story().emit({type: 'server', server}).plans();
		t.regex(
			frame(picture(told, 'waiting', size)),
			/No run yet\. .*\n│? ?blobs: 10 files of 100 MB|No run yet\.\nblobs: 10 files of 100 MB/,
		);
	});
}

test('where there is no room for a row, the table is not called empty', t => {
	const drawn = frame(picture(committed(), 'over', '80x26'));
	t.notRegex(drawn, /sees it: (?:0|empty)/);
});

test('the table shows every row where there is room, and says when there is not', t => {
	const whole = frame(picture(committed(), 'over', '120x40'));
	t.is(whole.match(/│ +\d+ │ random_file-\d\.bin/g)?.length, 10);
	t.regex(whole, /DataBlobs as connection 44 sees it: 10 rows/);
	const part = frame(picture(committed(), 'over', '120x22'));
	const rows = part.match(/│ +\d+ │ random_file-\d\.bin/g)?.length ?? 0;
	t.true(rows > 0 && rows < 10);
	t.true(
		part.includes(`DataBlobs as connection 44 sees it: 10 rows, ${rows} shown`),
	);
});

for (const size of ['80x24', '100x30', '120x40', '90x40', '60x40']) {
	test(`${size}: a row that is not equal is told`, t => {
		const told = story()
			.starts({files: 2})
			.stores(2)
			.looks()
			.finds('PARTIAL', storedRows(2, {unequal: [1]}));
		t.regex(frame(picture(told, 'over', size)), /│ NOT EQUAL │/);
	});
}

test('a COMMIT whose answer never came is not called a failed one', t => {
	const drawn = frame(picture(committedUnseen(), 'over', '120x40'));
	t.regex(drawn, /Verdict committed whole/);
	t.notRegex(drawn, /not committed/);
});

for (const size of shownSizes) {
	test(`${size}: nothing that a server says can move the cursor or break a line`, t => {
		const error = new Error('1\r\n2\u001B[2J\u001B]0;3\u0007\t4\u0000');
		const shown = picture(longErrors(toFailure(error).message), 'over', size);
		const drawn = frame(shown);
		// eslint-disable-next-line no-control-regex
		t.notRegex(drawn, /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
		t.true(drawn.split('\n').length <= shown.rows);
		t.is(drawn.match(/trx {5}hidden: 1/g)?.length, 1);
		t.notRegex(drawn, /^(?:│ )?2/m);
	});
}

for (const size of [...sizes, '59x16', '60x15', '30x5', '12x3', '5x2']) {
	test(`${size}: what is typed fits, with the part around the cursor, and no key is said to kill or help`, t => {
		const shown = picture(committed(), 'over', size);
		for (const cursor of [0, 1000, longStatement.length]) {
			const drawn = frame({
				...shown,
				chosen: {
					panel: {type: 'prompt', text: longStatement, cursor},
					killsBack: 0,
				},
			});
			const lines = drawn.split('\n');
			t.true(lines.length <= shown.rows);
			t.deepEqual(
				lines.filter(line => stringWidth(line) > shown.columns),
				[],
			);
			t.notRegex(drawn, /\? help|still kill|nothing to kill/);
			// A few characters on both sides may be on other rows.
			const around = [
				longStatement.slice(Math.max(0, cursor - 2), cursor),
				longStatement.slice(cursor, cursor + 2),
			].filter(part => part !== '');
			t.true(around.some(part => drawn.includes(part)));
		}
	});
}

const tooSmall = [
	[59, 16],
	[60, 15],
	[30, 5],
] as const;

for (const [columns, rows] of tooSmall) {
	test(`${columns}x${rows} says what is needed, and that the keys still kill`, t => {
		const {state, now} = uploading();
		const drawn = frame({state, activity: 'running', now, columns, rows});
		t.is(
			drawn.replaceAll(/\s+/g, ' ').trim(),
			`Kill Lab needs 60 x 16 cells; this terminal has ${columns} x ${rows}. q and c still kill.`,
		);
		t.true(drawn.split('\n').every(line => line.length <= columns));
		t.true(drawn.split('\n').length <= rows);
	});
}
