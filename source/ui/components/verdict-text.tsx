import {Text} from 'ink';
import {formatDuration} from '../../format.js';
import {type Verdict} from '../../lab/events/events.js';
import {phase, type RunState} from '../../lab/history/state.js';
import {describeEnd} from '../../wording/run-end.js';
import {keepUnits} from '../keep-units.js';
import {wrappedHeight} from '../wrapped.js';
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
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

const label = 'Verdict ';

/** How long the table was read for a verdict, as words; absent: nobody could read it, or there is none. Pure. */
export function readingTime({verdict, goneAt}: RunState): string | undefined {
	return verdict === undefined ||
		goneAt === undefined ||
		verdict.verdict.outcome === 'unknown'
		? undefined
		: formatDuration(verdict.at - goneAt);
}

/** A verdict in words, and how long it took to read the table. */
function verdictTexts(run: RunState) {
	const time = readingTime(run);
	return (
		run.verdict && {
			found: keepUnits(describeEnd(run)),
			time:
				time === undefined ? '' : keepUnits(`; reading the table took ${time}`),
		}
	);
}

/** The lines that a verdict takes, without the time of reading the table and with it. Pure. @param width - Cells. */
export function verdictHeights(
	run: RunState,
	width: number,
): {readonly least: number; readonly wanted: number} | undefined {
	const texts = verdictTexts(run);
	return (
		texts && {
			least: wrappedHeight(label + texts.found, width),
			wanted: wrappedHeight(label + texts.found + texts.time, width),
		}
	);
}

/** Whether all is committed or all rolled back, or why that is not known yet. */
export function VerdictText({run, width, height, now}: Props) {
	const {verdict, lookedAt, goneAt} = run;
	const texts = verdictTexts(run);
	if (verdict && texts) {
		return (
			<Paragraph>
				<Text bold>{label}</Text>
				<Text bold color={colours[verdict.verdict.outcome]}>
					{texts.found}
				</Text>
				{wrappedHeight(label + texts.found + texts.time, width) <= height
					? texts.time
					: ''}
			</Paragraph>
		);
	}

	if (phase(run) === 'look' && lookedAt !== undefined) {
		return (
			<Paragraph>
				<Text bold>{label}</Text>
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
			<Text bold>{label}</Text>
			<Text dimColor>
				not yet: another connection will read the table after the run
			</Text>
		</Paragraph>
	);
}
