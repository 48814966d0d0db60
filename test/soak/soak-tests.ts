import test from 'ava';
import {type Flavour} from '../../source/server/flavour.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';
import {soakOnce} from './soak.js';
import {openTruth, truthOptions, type TruthReader} from './truth.js';

/** The number of kills for each flavour in every run of the tests; `npm run soak` sends more. */
const quickKills = 12;

/** Kills at random moments of random runs; what the lab says about each is what the server recorded. */
export function testSoak(flavour: Flavour): void {
	let server: TestServer;
	let truth: TruthReader;

	test.before(async () => {
		server = await sandboxServer(flavour, {serverOptions: truthOptions});
		truth = await openTruth(server);
	});

	test.after.always(async () => {
		await truth.close();
		await server.stop();
	});

	test.serial(
		`the server recorded ${quickKills} kills as the lab reports them`,
		async t => {
			const seed = String(Date.now());
			t.log(`seed ${seed}`);
			let kills = 0;
			for (let run = 1; kills < quickKills; run++) {
				const soaked = await soakOnce(server, truth, `${seed}-${run}`);
				kills += soaked.kills.length;
				if (soaked.mismatches.length > 0) {
					t.log(soaked.details);
				}

				t.deepEqual(soaked.mismatches, []);
			}
		},
	);
}
