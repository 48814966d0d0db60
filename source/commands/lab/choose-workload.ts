import {type Aim} from '../../lab/events/aim.js';
import {type EventLog} from '../../lab/history/event-log.js';
import {
	type GivenOptions,
	type WorkloadFacts,
} from '../../lab/workloads/facts/contract.js';
import {fitsPlan} from '../../lab/workloads/facts/fits-plan.js';
import {Refusal} from '../../refusal.js';
import {count} from '../../wording/words.js';
import {type Lab} from './lifetime.js';

/**
Gives the next runs another workload, as usual or as it was before in this session; or with a statement that was typed.

@param given.options - Those of the command line that a typed statement goes with.
@param given.statement - What was typed.
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
		options,
		statement,
		kills,
		tell,
		say,
	}: {
		readonly lab: Pick<Lab, 'choose'>;
		readonly log: EventLog;
		readonly options: GivenOptions;
		readonly statement?: string | undefined;
		readonly kills: readonly Aim[];
		readonly tell: (text: string) => void;
		readonly say: (note: string) => void;
	},
): Promise<void> {
	const isTyped = statement !== undefined;
	const usual = facts.plan(isTyped ? {...options, sql: statement} : {});
	const rate = facts.usualRate?.(usual);
	try {
		await lab.choose(
			{...usual, ...(rate !== undefined && {rate})},
			{isNew: isTyped},
		);
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
