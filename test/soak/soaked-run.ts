import {type LabEvent} from '../../source/lab/events/events.js';
import {type KillKind} from '../../source/lab/events/kill.js';
import {type TestLab} from '../helpers/lab.js';
import {type Truth} from './truth.js';

/** One kill of the soak: what the lab said about it. */
export type SoakedKill = {
	readonly kind: KillKind;
	readonly phase: string;
	readonly effect: string;
	readonly outcome: string;
};

/** One run of the soak, compared with the server's records. */
export type SoakedRun = {
	/** Its name. */
	readonly workload: string;
	readonly seed: string;
	readonly kills: readonly SoakedKill[];
	readonly mismatches: readonly string[];
	/** What to look at if something differs. */
	readonly details: string;
};

/** The server's records and the lab's events, for a person. */
export function describeRun(events: readonly LabEvent[], truth: Truth): string {
	const [first] = truth.statements;
	const ms = (time: bigint) => Number(time - (first?.start ?? 0n)) / 1e9;
	const statements = [...truth.statements, ...truth.kills].map(
		({name, errno, start, end, stageStart}) =>
			`  ${ms(start)} - ${ms(end)} ${name} ${errno}${stageStart === undefined ? '' : `, at work from ${ms(stageStart)}`}`,
	);
	const lines = events
		.filter(({type}) => type !== 'step-progress' && type !== 'server-view')
		.map(event => `  ${JSON.stringify(event)}`);
	return [...statements, ...lines].join('\n');
}

/** Waits for the effects that are not known yet: a kill at the end of the run may not be answered. */
export async function everyEffect(lab: TestLab): Promise<void> {
	const isOpen = () => lab.run().kills.some(({effect}) => !effect);
	while (isOpen()) {
		await lab.when(({type}) => type === 'kill-effect');
	}
}
