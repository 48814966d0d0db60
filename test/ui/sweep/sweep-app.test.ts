import process from 'node:process';
import test from 'ava';
import stringWidth from 'string-width';
import {type SweepSight} from '../../../source/lab/sweep/sweep-sight.js';
import {type SweepShown} from '../../../source/ui/sweep/sweep-app.js';
import {nothingChosen} from '../../../source/ui/sweep/sweep-chosen.js';
import {began, course, swept, trial} from '../../helpers/sweep-story.js';

// Chalk reads it when it is imported: frames are plain text.
process.env['FORCE_COLOR'] = '0';
const {createPicture} = await import('../../../source/drawing/picture.js');
const {SweepApp: app} = await import('../../../source/ui/sweep/sweep-app.js');

function frame(
	state: SweepSight,
	size: readonly [columns: number, rows: number],
	rest: Partial<SweepShown> = {},
): string {
	const picture = createPicture(app);
	try {
		return picture.draw({
			state,
			activity: 'sweeping',
			chosen: nothingChosen,
			now: 0,
			columns: size[0],
			rows: size[1],
			...rest,
		});
	} finally {
		picture.unmount();
	}
}

const sweep = swept([
	course,
	...Array.from({length: 6}, (_, index) => trial({trial: index + 1})),
	trial({trial: 7, landed: 'send', effect: 'lost', outcome: 'committed whole'}),
	trial({
		trial: 8,
		kind: 'connection',
		aim: 'connection@1:target+50ms',
		effect: 'disconnected',
	}),
]);
const going: SweepSight = {sweep, isPaused: false};

const sizes = [
	[60, 16],
	[80, 24],
	[200, 60],
] as const;

for (const size of sizes) {
	test(`the map fills on ${size.join(' x ')}`, t => {
		const text = frame(going, size);
		t.true(text.split('\n').every(line => stringWidth(line) <= size[0]));
		t.is(text.split('\n').length, size[1]);
		t.snapshot(text);
	});
}

test('before the first run', t => {
	t.regex(
		frame({isPaused: false}, [80, 24]),
		/Getting ready for the first run …/,
	);
});

test('paused, waiting, done', t => {
	t.regex(
		frame({...going, isPaused: true}, [80, 24]),
		/update: 8 of 10 kills · workload 1 of 2 · paused: space goes on/,
	);
	t.regex(
		frame({...going, waiting: 'Waiting 3.0 s for DROP TABLE'}, [80, 24]),
		/Waiting 3\.0 s for DROP TABLE/,
	);
	const done = swept(
		[trial(), trial({workload: 'delete'})],
		began({trials: 1}),
	);
	const text = frame({sweep: done, isPaused: false}, [80, 24]);
	t.regex(text, /delete: 1 of 1 kills · workload 2 of 2 · done/);
	t.regex(text, /update ✔ {2}\[delete ✔]/);
	t.notRegex(text, /space/);
});

test('what does not fit is said, and can be scrolled to', t => {
	const size = [60, 16] as const;
	t.regex(frame(going, size), /\d+ more lines below: ↓/);
	const end = frame(going, size, {chosen: {top: 99}});
	t.regex(end, /left of the data: /);
	t.notRegex(end, /more lines? below/);
});

test('the help, and a terminal that is too small', t => {
	t.regex(
		frame(going, [80, 24], {chosen: {top: 0, helpPage: 0}}),
		/space +lets no further run begin, or goes on/,
	);
	t.regex(frame(going, [40, 10]), /The sweep goes on;\s+\^C quits\./);
});
