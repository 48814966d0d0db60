import {formatBytes} from '../format.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {byDefault, type Origin} from '../origin.js';
import {type OwnSetting} from '../own-setting.js';
import {spelled, type Command} from './flag.js';
import {flags} from './flags.js';
import {type LabOptions} from './parse-command-line.js';
import {isGiven, type Given} from './read-flags.js';
import {serverFlags} from './server-flags.js';
import {flagOrigin} from './target-origins.js';

type Name = Exclude<keyof typeof flags, keyof typeof serverFlags>;

/** They are told with the server, or ask for something else than a run. */
const elsewhere: ReadonlySet<string> = new Set([
	...Object.keys(serverFlags),
	'sandbox',
	'serverProgram',
	'help',
	'version',
	'verbose',
]);

// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- `Object.keys` does not tell.
const names = (Object.keys(flags) as Name[]).filter(
	name =>
		!elsewhere.has(name) &&
		(flags[name].takenBy as readonly Command[]).includes('doctor'),
);

/** Where each setting of a run came from, and how it is shown: what was given, and what is usual otherwise, if that is more than off. Pure. */
export function flagOrigins(
	given: Given,
	options: LabOptions,
): readonly OwnSetting[] {
	return names.flatMap(name => {
		const value: unknown = given[name];
		if (isGiven(value)) {
			return [told(name, describe(value), flagOrigin(name))];
		}

		const usual = usualValues[name]?.(options);
		return usual === undefined
			? []
			: [told(name, usual, impliedBy(name, given))];
	});
}

function told(name: Name, value: string, origin: Origin): OwnSetting {
	return {name: spelled(name).slice(2), value, origin};
}

function describe(value: unknown): string {
	return value === true ? 'on' : [value].flat().join(', ');
}

/** A statement of one's own is a workload without its name. */
function impliedBy(name: Name, given: Given): Origin {
	const flag =
		name === 'workload'
			? (['sql', 'sqlFile', 'setup'] as const).find(
					implying => given[implying] !== undefined,
				)
			: undefined;
	return flag === undefined ? byDefault : flagOrigin(flag);
}

type Usual = (options: LabOptions) => string | undefined;

/** What a setting is that nobody gave; `undefined`: it means nothing for this workload. Those that are off are not here. */
const usualValues: Readonly<Partial<Record<Name, Usual>>> = {
	workload: ({workload}) => factsOf(workload).name,
	scale: ofWorkload('scale'),
	times: ofWorkload('times'),
	files: ofWorkload('files'),
	size({workload}) {
		const {size} = workload.workload.options;
		return size === undefined ? undefined : formatBytes(Number(size));
	},
	rate({workload}) {
		const {usualRate, flags} = factsOf(workload);
		return usualRate && flags.includes('rate')
			? 'max in lines, slower on a screen'
			: undefined;
	},
	protocol: ofWorkload('protocol'),
	killVia: ({killChoice}) => killChoice.via,
	onInterrupt: ({workload}) =>
		factsOf(workload).savepoint === undefined
			? 'rollback in lines, ask on a screen'
			: undefined,
};

function ofWorkload(name: string): Usual {
	return ({workload}) => workload.workload.options[name]?.toString();
}
