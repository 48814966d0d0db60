import {isDeepStrictEqual} from 'node:util';
import {claimWords} from '../../wording/claim-words.js';
import {killName} from '../../wording/words.js';
import {knownOf} from '../../lab/history/kill-knowledge.js';
import {killKinds, type KillKind} from '../../lab/events/kill.js';
import {type WorkloadFacts} from '../../lab/workloads/facts/contract.js';
import {flavourName, type Flavour} from '../../server/flavour.js';
import {workloadLines} from './list.js';

const flavours = ['mysql', 'mariadb'] as const satisfies readonly Flavour[];

const names = flavours.map(flavour => flavourName(flavour));

/** Cells of the column with the kill. */
const nameWidth = Math.max(...killKinds.map(kind => killName(kind).length)) + 2;

/** What `kill-lab workloads NAME` prints: what is known of kills in each phase, and what became of the manuals' claims. Pure. */
export function workloadDetail(facts: WorkloadFacts): string {
	return [
		...workloadLines(facts, facts.name.length + 2),
		`  --kill takes a kill such as ${facts.killExamples}`,
		'',
		'What is known of kills in each phase:',
		...facts.phases.flatMap(({name}) => phaseLines(facts, name)),
		...(facts.endsIn === undefined ? [] : phaseLines(facts, facts.endsIn)),
		'',
		'What the manuals say, and what was found:',
		...facts.claims.flatMap(claim => {
			const {says, found} = claimWords(claim);
			return [`  ${says}`, `    ${found}`];
		}),
	]
		.map(line => `${line}\n`)
		.join('');
}

function phaseLines(facts: WorkloadFacts, phase: string): readonly string[] {
	return [
		`  ${phase}`,
		...killKinds.flatMap(kind =>
			knownLines(facts, phase, kind).map(
				(line, index) =>
					`    ${(index === 0 ? killName(kind) : '').padEnd(nameWidth)}${line}`,
			),
		),
	];
}

/** What a kill does there; one line is enough if that is the same on either flavour, with and without autocommit, if it can be without a transaction. */
function knownLines(
	facts: WorkloadFacts,
	phase: string,
	kind: KillKind,
): readonly string[] {
	const plan = facts.plan({});
	// Something is pending while the target runs if there is a step before it, and everything is at the end of the transaction.
	const steps =
		phase === facts.endsIn ? plan.steps : Math.min(1, plan.steps - 1);
	const pending = {
		steps,
		noun: facts.stepNoun,
		amount: facts.amount(plan, steps),
	};
	const [whole, alone] = [false, true].map(autocommit =>
		onFlavours(
			flavours.map(
				flavour =>
					knownOf(facts, kind, {phase, autocommit, flavour})?.now(pending) ??
					'not known',
			),
		),
	);
	return facts.endsIn !== undefined || isDeepStrictEqual(whole, alone)
		? (whole ?? [])
		: [
				...(whole ?? []),
				...(alone ?? []).map(line => `under autocommit: ${line}`),
			];
}

/** @param found - For each flavour, in their order. */
function onFlavours(found: readonly string[]): readonly string[] {
	return new Set(found).size === 1
		? found.slice(0, 1)
		: found.map((what, index) => `${names[index]}: ${what}`);
}
