import {type Protocol} from '../../upload/protocol.js';
import {blobsOptions} from '../blobs/options.js';
import {setupOf, statementOf} from '../sql/options.js';
import {type GivenOptions, type PlannedWorkload} from './contract.js';
import {factsOf} from './registry.js';

/**
What the command line says to get this plan: only what is not as usual. Pure.

@returns What `plan` of the workload's facts makes the same plan from.
*/
export function givenOf(planned: PlannedWorkload): GivenOptions {
	const {flags} = factsOf(planned);
	if (flags.includes('sql')) {
		return ownStatement(planned);
	}

	if (flags.includes('files')) {
		return files(planned);
	}

	return flags.includes('scale') ? scaled(planned) : {};
}

function ownStatement(planned: PlannedWorkload): GivenOptions {
	const setup = setupOf(planned);
	return {
		sql: statementOf(planned),
		...(setup !== undefined && {setup}),
		...(planned.steps > 1 && {times: planned.steps}),
	};
}

function files(planned: PlannedWorkload): GivenOptions {
	const given: {files: number; size: number; protocol: Protocol} =
		blobsOptions(planned);
	const usual = blobsOptions(factsOf(planned).plan({}));
	return {
		...(given.files !== usual.files && {files: given.files}),
		...(given.size !== usual.size && {size: given.size}),
		...(given.protocol !== usual.protocol && {protocol: given.protocol}),
	};
}

/** Digits after the point that a scale may have: more make no other plan. */
const mostDigits = 9;

/** The shortest scale that makes the plan. */
function scaled(planned: PlannedWorkload): GivenOptions {
	const facts = factsOf(planned);
	const ratio = ratioOf(planned, facts.plan({}));
	for (let digits = 0; digits <= mostDigits; digits++) {
		const scale = Number(ratio.toFixed(digits));
		if (scale > 0 && isSame(facts.plan({scale}), planned)) {
			return scale === 1 ? {} : {scale};
		}
	}

	return {scale: Number(ratio.toFixed(mostDigits))};
}

/** How many times as much a plan is as another one, by the option that differs. */
function ratioOf(
	{workload: {options}}: PlannedWorkload,
	usual: PlannedWorkload,
): number {
	const ratios = Object.entries(options).map(
		([name, value]) => Number(value) / Number(usual.workload.options[name]),
	);
	return ratios.find(ratio => ratio !== 1) ?? 1;
}

function isSame(one: PlannedWorkload, other: PlannedWorkload): boolean {
	const options = Object.entries(one.workload.options);
	return options.every(
		([name, value]) => other.workload.options[name] === value,
	);
}
