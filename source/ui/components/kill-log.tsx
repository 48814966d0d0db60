import {Fragment} from 'react';
import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import {grouped} from '../../format.js';
import {killSentences} from '../../wording/kill-sentence.js';
import {type EarlierRun} from '../../lab/history/earlier-run.js';
import {type LabState, type RunState} from '../../lab/history/state.js';
import {foretoldIn, type Activity} from '../../keys/activity.js';
import {sentWords} from '../../wording/phase-words.js';
import {count, effectWord} from '../../wording/words.js';
import {keepUnits} from '../keep-units.js';
import {shortestSentence} from '../layout.js';
import {fitSentences} from '../wrapped.js';
import {KillLine, KillSentence} from './kill-line.js';
import {Paragraph} from './paragraph.js';

/** The kill that is explained in a sentence: one of this run, or the last one of the run before while this one has none. */
export function ToldKill({
	state: {run, previous},
	activity,
	killsBack,
	width,
	height,
}: {
	readonly state: LabState;
	readonly activity: Activity;
	/** Cells. */
	readonly width: number;
	/** This many before the newest. */
	readonly killsBack: number;
	/** Lines. */
	readonly height: number;
}) {
	const foretold = foretoldIn(activity);
	const kill = run && toldKill(run, killsBack);
	const before = previous?.kills.at(-1);

	return (
		<Box height={height} flexShrink={0} overflowY="hidden">
			{foretold ? (
				<KillSentence
					run={foretold.run}
					kill={foretold.kill}
					time="foretold"
					width={width}
					height={height}
				/>
			) : kill ? (
				<KillSentence run={run} kill={kill} width={width} height={height} />
			) : previous && before ? (
				<KillSentence
					time="past"
					run={previous}
					kill={before}
					width={width}
					height={height}
				/>
			) : (
				<Paragraph>
					<Text dimColor>
						{fitSentences(noKill(run, activity), {before: '', width, height})}
					</Text>
				</Paragraph>
			)}
		</Box>
	);
}

/** That a run has no kill, and how to send one. */
function noKill(
	run: RunState | undefined,
	activity: Activity,
): readonly string[] {
	if (run?.verdict) {
		return ['No kill was sent.'];
	}

	return [
		'No kill sent yet.',
		...(typeof activity === 'object'
			? []
			: [
					'q and c send one at once.',
					'a arms one for a moment that is too short for a finger.',
				]),
	];
}

function toldKill({kills}: RunState, killsBack: number) {
	return kills[Math.max(0, kills.length - 1 - killsBack)];
}

/** The kills of the run, the newest first, as many as fit; the explained one is among them. */
export function KillLines({
	run,
	killsBack,
	width,
	height,
}: {
	readonly run: RunState;
	readonly killsBack: number;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
}) {
	const {kills} = run;
	const told = toldKill(run, killsBack);
	const hasMore = kills.length > height && height > 1;
	const room = Math.max(1, hasMore ? height - 1 : height);
	// With plenty of room, each kill has its sentence.
	const sentence = Math.floor(height / Math.max(1, kills.length)) - 1;
	const back = Math.min(killsBack, Math.max(0, kills.length - 1));
	const skipped = Math.max(0, back - room + 1);
	const shown = kills.toReversed().slice(skipped, skipped + room);
	const before = kills.length - shown.length - skipped;

	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{shown.map(kill => (
				<Fragment key={kill.kill}>
					<KillLine
						run={run}
						kill={kill}
						digits={String(kills.length).length}
						isTold={kill.kill === told?.kill}
						width={width}
					/>
					{sentence >= shortestSentence(width) && kill.kill !== told?.kill ? (
						<Box
							height={sentence}
							flexShrink={0}
							paddingLeft={3}
							overflowY="hidden"
						>
							<Paragraph>
								<Text dimColor>
									{fitSentences(
										killSentences(run, kill).map(text => keepUnits(text)),
										{before: '', width: width - 3, height: sentence},
									)}
								</Text>
							</Paragraph>
						</Box>
					) : undefined}
				</Fragment>
			))}
			{hasMore ? (
				<Text dimColor wrap="truncate">
					{[
						...(before > 0 ? [`${before} earlier`] : []),
						...(skipped > 0 ? [`${skipped} later`] : []),
					]
						.join(', ')
						.padStart(3)}
				</Text>
			) : undefined}
		</Box>
	);
}

/** The earlier runs, the newest first: their kills and their outcomes. */
export function EarlierRuns({
	earlier,
	width,
	height,
}: {
	readonly earlier: readonly EarlierRun[];
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
}) {
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{earlier
				.toReversed()
				.slice(0, height)
				.map(run => (
					<Text key={run.run} dimColor wrap="truncate">
						{describeEarlier(run, width)}
					</Text>
				))}
		</Box>
	);
}

/** `run 1: rolled back whole, 0 of 10 rows; q interrupted, sent in execute, 3 earlier kills`, or as many of these facts as fit into a line. Pure. */
export function describeEarlier(
	{run, outcome, rows, kills, last, whole}: EarlierRun,
	width: number,
): string {
	const verdict = `run ${run}: ${outcome ?? 'no verdict'}`;
	const found = rows
		? `, ${grouped(rows.found)} of ${count(rows.expected, 'row')}`
		: '';
	const kill = last
		? `; ${last.kind === 'query' ? 'q' : 'c'} ${effectWord(last)}`
		: '; no kill';
	const moment = last && whole ? `, sent ${sentWords(whole, last)}` : '';
	const others = kills > 1 ? `, ${count(kills - 1, 'earlier kill')}` : '';
	// What the kill did matters more than how many rows a verdict in words is about.
	const ways = [
		verdict + found + kill + moment + others,
		verdict + found + kill + others,
		verdict + kill + others,
		verdict + kill,
	];
	return ways.find(way => stringWidth(way) <= width) ?? verdict;
}
