import {type Stage, type Workload} from '../contract.js';
import {xaBounds} from '../facts/bounds.js';
import {insertSelect} from '../insert-select/workload.js';
import {pauseUntil} from '../pause-until.js';
import {runSql} from '../statement-runner.js';
import {waitOf} from '../waits/options.js';
import {xaPrepareFacts} from './facts.js';
import {recover} from './recover.js';

/** An INSERT in an XA transaction that stays prepared for a while, before XA COMMIT. What a killed connection leaves so, the lab commits through another one. */
export const xaPrepare: Workload = {
	...insertSelect,
	facts: xaPrepareFacts,
	demands: plan => ({
		...insertSelect.demands(plan),
		throwawayOnly: xaPrepareFacts.throwawayOnly,
	}),
	async aroundCommit(stage, commit) {
		await prepareIt(stage);
		await pauseUntil(
			stage,
			({run}) => run?.lost !== undefined,
			waitOf(stage.plan),
		);
		// If the user quits, the look after the run settles it, or it is thrown away with the server.
		if (!stage.signal.aborted) {
			await commit();
		}
	},
	settle: recover,
};

async function prepareIt(stage: Stage): Promise<void> {
	const {end, prepare} = xaBounds;
	await runSql(stage, {role: 'end', name: end.name}, end.sql(stage.word));
	await runSql(
		stage,
		{role: 'prepare', name: prepare.name},
		prepare.sql(stage.word),
	);
}
