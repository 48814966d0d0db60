import test from 'ava';
import {
	type RowSample,
	type VictimState,
} from '../../../source/lab/attach/attach-state.js';
import {startProving} from '../../../source/lab/attach/proof.js';
import {
	remaining,
	type Remaining,
} from '../../../source/lab/attach/remaining.js';
import {type FirstLook} from '../../../source/lab/attach/victim.js';
import {type KillKind} from '../../../source/lab/events/kill.js';

const pause = 200;

/** Looks at so many rows, one after the other. */
function looksAt(rows: readonly number[]): readonly RowSample[] {
	return rows.map((number, index) => ({at: index * pause, rows: number}));
}

/** Numbers of rows, of which so many go from one to the next. */
function undoing(begin: number, steps: readonly number[]): readonly number[] {
	const rows = [begin];
	for (const step of steps) {
		rows.push((rows.at(-1) ?? 0) - step);
	}

	return rows;
}

function times(count: number, step: number): readonly number[] {
	return Array.from({length: count}, () => step);
}

function victimWith(
	samples: readonly RowSample[],
	{
		state = 'ROLLING BACK',
		kind = 'connection',
		rowsBefore,
	}: {state?: string; kind?: KillKind; rowsBefore?: number} = {},
): VictimState {
	const look: FirstLook = {
		at: samples.at(-1)?.at ?? 0,
		thread: {
			type: 'listed',
			connection: {
				id: '42',
				kind: 'client',
				user: 'app',
				host: '10.1.4.7:50112',
				command: 'Killed',
				seconds: 14,
				state: 'query end',
			},
		},
		transaction: {
			transactionId: '1560',
			age: 14,
			rows: samples.at(-1)?.rows ?? 0,
			state,
		},
	};
	return {
		connectionId: '42',
		last: look,
		samples,
		kills: [],
		proving: startProving(kind, look, 0),
		...(rowsBefore !== undefined && {rowsBefore}),
	};
}

function holds(rest: Remaining | undefined, truth: number): boolean {
	return rest?.type === 'range' && rest.least <= truth && truth <= rest.most;
}

/** The middle of a range, in ms. */
function middleOf(rest: Remaining | undefined): number {
	return rest?.type === 'range' ? (rest.least + rest.most) / 2 : Number.NaN;
}

test('nothing is told of a transaction that is not being rolled back', t => {
	const samples = looksAt(undoing(100_000, times(10, 1000)));
	t.is(remaining(victimWith(samples, {state: 'RUNNING'})), undefined);
});

test('a steady rate', t => {
	// 80,000 rows are left, of which 5,000 go in a second.
	const rest = remaining(
		victimWith(looksAt(undoing(100_000, times(20, 1000)))),
	);
	t.true(holds(rest, 16_000));
	t.true(Math.abs(middleOf(rest) - 16_000) <= 0.25 * 16_000);
});

test('the range gets shorter with what is left', t => {
	const early = remaining(
		victimWith(looksAt(undoing(100_000, times(20, 1000)))),
	);
	const late = remaining(
		victimWith(looksAt(undoing(100_000, times(60, 1000)))),
	);
	// 80,000 rows were left, and 40,000 are.
	t.true(Math.abs(middleOf(late) - middleOf(early) / 2) < pause);
	t.true(holds(late, 8000));
});

test('a rate that has doubled, or has become half of what it was, is believed', t => {
	const faster = remaining(
		victimWith(
			looksAt(undoing(100_000, [...times(20, 1000), ...times(20, 2000)])),
		),
	);
	// 40,000 rows are left.
	t.true(holds(faster, 4000));
	const slower = remaining(
		victimWith(
			looksAt(undoing(100_000, [...times(20, 2000), ...times(20, 1000)])),
		),
	);
	t.true(holds(slower, 8000));
});

test('a stall makes it longer, and never endless', t => {
	const steps = times(20, 1000);
	const before = remaining(victimWith(looksAt(undoing(100_000, steps))));
	const stalled = remaining(
		victimWith(looksAt(undoing(100_000, [...steps, ...times(5, 0)]))),
	);
	t.true(middleOf(stalled) > 1.4 * middleOf(before));
	t.true(Number.isFinite(middleOf(stalled)));
	// It goes on as before.
	t.true(holds(stalled, 16_000));
});

test('what was before the rollback is no part of its rate', t => {
	const rows = undoing(100_000, times(20, 1000));
	const grown = [10_000, 40_000, 70_000, 100_000, 100_000, ...rows];
	t.deepEqual(
		remaining(
			victimWith(
				grown.map((number, index) => ({
					at: (index - 5) * pause,
					rows: number,
				})),
			),
		),
		remaining(victimWith(looksAt(rows))),
	);
});

test('of a statement that is undone alone, what was before it stays', t => {
	const samples = looksAt(undoing(100_000, times(20, 1000)));
	// 30,000 rows of the statement are left.
	const rest = remaining(
		victimWith(samples, {kind: 'query', rowsBefore: 50_000}),
	);
	t.true(holds(rest, 6000));
	t.false(holds(rest, 16_000));
	t.is(remaining(victimWith(samples, {kind: 'query'}))?.type, 'unknown');
});

test('what was before the statement goes too with its connection', t => {
	const samples = looksAt(undoing(100_000, times(20, 1000)));
	t.deepEqual(
		remaining(victimWith(samples, {rowsBefore: 50_000})),
		remaining(victimWith(samples)),
	);
});

test('nothing is told from few rows, from few looks, or while no row has gone', t => {
	for (const rows of [
		undoing(150, times(10, 10)),
		undoing(100_000, times(1, 1000)),
		undoing(100_000, times(10, 0)),
	]) {
		t.is(remaining(victimWith(looksAt(rows)))?.type, 'unknown');
	}
});

test('with all rows gone it still takes until a look finds the transaction gone', t => {
	const rest = remaining(
		victimWith(looksAt([...undoing(10_000, times(10, 1000)), 0])),
	);
	t.true(holds(rest, pause));
});
