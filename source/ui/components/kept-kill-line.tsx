import {
	runOf,
	type SentKill,
	type WholeRun,
} from '../../lab/history/earlier-run.js';
import {KillLine} from './kill-line.js';

type Props = {
	readonly of: WholeRun;
	readonly sent: SentKill;
	/** Of the numbers of the kills. */
	readonly digits: number;
	readonly isTold: boolean;
	/** Cells. */
	readonly width: number;
};

/** A kill of a run of the history, in a line. */
export function KeptKillLine({of, sent, ...look}: Props) {
	const run = runOf(of);
	const kill = run.kills.find(({kill}) => kill === sent.kill);
	return kill ? <KillLine run={run} kill={kill} {...look} /> : undefined;
}
