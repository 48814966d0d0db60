import test from 'ava';
import {reduceSweep, type Tried} from '../../source/lab/sweep/sweep-state.js';
import {type SweepLine} from '../../source/lab/sweep/sweep-line.js';
import {coursesWanted} from '../../source/lab/sweep/next-trial.js';
import {tryWorkload} from '../../source/lab/try-workload.js';
import {deleteFacts} from '../../source/lab/workloads/delete/facts.js';
import {type Flavour} from '../../source/server/flavour.js';
import {openTestLab, serverOf} from '../helpers/lab.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';
import {began, swept} from '../helpers/sweep-story.js';

/** Tries a workload on a real server. */
export function tryWorkloadTests(flavour: Flavour): void {
	let server: TestServer;
	test.before(async () => {
		server = await sandboxServer(flavour);
	});
	test.after.always(async () => {
		await server.stop();
	});

	/** Tries DELETE. @param leave - Whether to quit when so many lines were told. */
	const tryDelete = async (
		schema: string,
		trials: number,
		leave: (lines: number) => boolean = () => false,
	) => {
		const planned = deleteFacts.plan({scale: 0.03});
		const lab = await openTestLab(serverOf(server), {schema}, [], {
			workload: planned,
		});
		let state = swept([], began({workloads: [planned], trials}));
		const lines: Array<Exclude<SweepLine, {type: 'sweep'}>> = [];
		const quit = new AbortController();
		const tried = (): Tried => {
			const [only] = state.tried;
			if (!only) {
				throw new Error('Nothing is tried');
			}

			return only;
		};

		try {
			await tryWorkload({
				session: lab.session,
				log: {state: lab.state, now: lab.now},
				plan: lab.session.plan(),
				wanted: state.began,
				tried,
				tell(line) {
					lines.push(line);
					state = reduceSweep(state, [line]);
					if (leave(lines.length)) {
						quit.abort();
					}
				},
				ready: async () => undefined,
				signal: quit.signal,
			});
		} finally {
			await lab.close();
		}

		return {lines, tried: tried()};
	};

	test.serial(
		`${flavour}: a few runs show the phases, and each trial after them has one kill and whole data`,
		async t => {
			const {lines, tried} = await tryDelete('tries', 6);
			t.is(lines.length, coursesWanted + 6);
			const phases = new Set(tried.courses.flat().map(({phase}) => phase));
			t.true(phases.has('execute'));
			t.true(phases.has('commit'));
			for (const {outcome, landed, effect, kind, stratum} of tried.trials) {
				t.true(
					outcome === 'committed whole' || outcome === 'rolled back whole',
				);
				t.not(effect, 'unknown', `${kind} in ${landed}`);
				t.true(phases.has(stratum.phase));
			}

			t.deepEqual(
				tried.trials.map(({trial}) => trial),
				[1, 2, 3, 4, 5, 6],
			);
		},
	);

	test.serial(
		`${flavour}: whoever quits keeps what was measured, and the run that was cut short is not told`,
		async t => {
			const {lines} = await tryDelete(
				'quits',
				10,
				count => count === coursesWanted + 2,
			);
			t.is(lines.length, coursesWanted + 2);
		},
	);
}
