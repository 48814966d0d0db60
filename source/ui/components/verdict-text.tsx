import {Text} from 'ink';
import {formatDuration} from '../../format.js';
import {type Verdict} from '../../lab/events.js';
import {phase, type RunState} from '../../lab/state.js';
import {describeVerdict} from '../../words.js';
import {Paragraph} from './paragraph.js';

const colours: Readonly<Record<Verdict['outcome'], string>> = {
	'committed whole': 'green',
	'rolled back whole': 'green',
	// eslint-disable-next-line @typescript-eslint/naming-convention -- The verdict's own name.
	PARTIAL: 'red',
	unknown: 'yellow',
};

type Props = {
	readonly run: RunState;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** Whether the data are whole or gone, or why that is not known yet. */
export function VerdictText({run, now}: Props) {
	const {verdict, lookedAt} = run;
	if (verdict) {
		return (
			<Paragraph>
				<Text bold>Verdict </Text>
				<Text bold color={colours[verdict.verdict.outcome]}>
					{describeVerdict(verdict.verdict, run.plan.files)}
				</Text>
				{lookedAt === undefined
					? ''
					: `, ${formatDuration(verdict.at - lookedAt)} after the run's end`}
			</Paragraph>
		);
	}

	if (phase(run) === 'look' && lookedAt !== undefined) {
		return (
			<Paragraph>
				<Text bold>Verdict </Text>
				<Text color="yellow">
					{run.view?.view.thread.type === 'gone' &&
					run.view.view.transaction.type === 'none'
						? 'comparing every row on the server'
						: 'waiting until thread and transaction are gone'}
				</Text>
				{`, ${formatDuration(now - lookedAt)}`}
			</Paragraph>
		);
	}

	return (
		<Paragraph>
			<Text bold>Verdict </Text>
			<Text dimColor>after the run, by another connection</Text>
		</Paragraph>
	);
}
