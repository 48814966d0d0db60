import {type Aim} from '../../lab/events/aim.js';
import {type EventLog} from '../../lab/history/event-log.js';
import {type WorkloadFacts} from '../../lab/workloads/facts/contract.js';
import {fitsPlan} from '../../lab/workloads/facts/fits-plan.js';
import {Refusal} from '../../refusal.js';
import {count} from '../../wording/words.js';
import {type Lab} from './lifetime.js';

/**
Gives the next runs another workload, as usual or as it was before in this session.

@param given.kills - Those of the command line.
@param given.tell - Shows why it can't be, until the person has read it.
@param given.say - Shows for a while what changes besides.
@throws {LeftWaiting} when the user quits meanwhile.
*/
export async function chooseWorkload(
	facts: WorkloadFacts,
	{
		lab,
		log,
		kills,
		tell,
		say,
	}: {
		readonly lab: Pick<Lab, 'choose'>;
		readonly log: EventLog;
		readonly kills: readonly Aim[];
		readonly tell: (text: string) => void;
		readonly say: (note: string) => void;
	},
): Promise<void> {
	const usual = facts.plan({});
	const rate = facts.usualRate?.(usual);
	try {
		await lab.choose({...usual, ...(rate !== undefined && {rate})});
	} catch (error: unknown) {
		if (!(error instanceof Refusal)) {
			throw error;
		}

		const current = log.state().plan?.workload.name;
		tell(
			current === facts.name
				? error.message
				: `The workload stays ${current}. ${error.message}`,
		);
		return;
	}

	const {plan} = log.state();
	const unfit = plan ? kills.filter(kill => !fitsPlan(kill, plan)) : [];
	if (unfit.length > 0) {
		say(`${count(unfit.length, 'kill')} of --kill not in this workload`);
	}
}
