import {Text} from 'ink';
import {formatDuration} from '../../format.js';
import {type Verdict} from '../../lab/events/events.js';
import {phase, type RunState} from '../../lab/history/state.js';
import {describeVerdict} from '../../wording/words.js';
import {keepUnits} from '../keep-units.js';
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

/** Whether all is committed or all rolled back, or why that is not known yet. */
export function VerdictText({run, now}: Props) {
	const {verdict, lookedAt, goneAt} = run;
	if (verdict) {
		return (
			<Paragraph>
				<Text bold>Verdict </Text>
				<Text bold color={colours[verdict.verdict.outcome]}>
					{keepUnits(describeVerdict(verdict.verdict, run.plan))}
				</Text>
				{goneAt === undefined || verdict.verdict.outcome === 'unknown'
					? ''
					: keepUnits(
							`; reading the table took ${formatDuration(verdict.at - goneAt)}`,
						)}
			</Paragraph>
		);
	}

	if (phase(run) === 'look' && lookedAt !== undefined) {
		return (
			<Paragraph>
				<Text bold>Verdict </Text>
				<Text color="yellow">
					{goneAt === undefined
						? 'not yet: waiting until thread and transaction are gone'
						: 'not yet: another connection is comparing every row'}
				</Text>
				{keepUnits(`, ${formatDuration(now - (goneAt ?? lookedAt))}`)}
			</Paragraph>
		);
	}

	return (
		<Paragraph>
			<Text bold>Verdict </Text>
			<Text dimColor>
				not yet: another connection will read the table after the run
			</Text>
		</Paragraph>
	);
}
