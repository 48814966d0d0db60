import {Text} from 'ink';
import {
	formatBytes,
	formatDuration,
	formatPercent,
	formatRate,
} from '../../format.js';
import {
	currentStatement,
	fileName,
	insertOf,
	phase,
	type FileState,
	type RunState,
} from '../../lab/history/state.js';
import {describeErrorFirst} from '../../wording/words.js';
import {ProgressBar} from './progress-bar.js';

type Props = {
	readonly run: RunState;
	readonly file: FileState;
	/** Cells. */
	readonly width: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** One file of the run: a progress bar while it is the current one, its times and its hash comparison afterwards. */
export function FileLine({run, file, width, now}: Props) {
	const isCurrent =
		file === run.files.at(-1) &&
		!['rollback', 'commit', 'look', 'over'].includes(phase(run)) &&
		file.equal === undefined &&
		run.lost === undefined &&
		insertOf(run, file.file)?.ended?.outcome.type !== 'error';

	return isCurrent ? (
		<CurrentFile run={run} file={file} width={width} now={now} />
	) : (
		<PastFile run={run} file={file} width={width} />
	);
}

/** The width of the name column, with the space after it. */
function nameWidth({plan: {files}}: RunState): number {
	return fileName(files - 1).length + 1;
}

/** The width of the current file's line without its name and bar. */
const currentFixedWidth = 29;

/** A shorter bar would show nothing. */
const leastBar = 4;

function CurrentFile({run, file, width, now}: Props) {
	const current = phase(run);
	const part = file.bytes / run.plan.size;
	const barWidth = width - nameWidth(run) - currentFixedWidth;
	const statement = currentStatement(run);
	const since =
		now - (statement?.sentAt ?? statement?.startedAt ?? file.startedAt);

	return (
		<Text wrap="truncate">
			<Text color="cyan">▸ </Text>
			{file.name.padEnd(nameWidth(run))}
			<Text bold>
				{(run.paused && current === 'upload' ? 'paused' : current).padEnd(9)}
			</Text>
			{barWidth >= leastBar ? (
				<ProgressBar part={part} width={barWidth} />
			) : undefined}
			{formatPercent(part).padStart(7)}
			{(current === 'upload' && !run.paused
				? file.rate > 0
					? formatRate(file.rate)
					: '…'
				: formatDuration(since)
			).padStart(11)}
		</Text>
	);
}

function PastFile({run, file, width}: Omit<Props, 'now'>) {
	const insert = insertOf(run, file.file);
	const outcome = insert?.ended?.outcome;
	const isStored = outcome?.type === 'ok' && file.equal !== false;
	// What was rolled back is gone: green would say that it is there.
	const isGone = ['rolled back', 'aborted', 'lost'].includes(run.transaction);

	return (
		<Text wrap="truncate" dimColor={isStored ? isGone : false}>
			<Text color={isStored ? (isGone ? undefined : 'green') : 'red'}>
				{isStored ? '✔ ' : '✘ '}
			</Text>
			{file.name.padEnd(nameWidth(run))}
			{outcome?.type === 'error'
				? ''
				: pastFields(run, file, width - nameWidth(run) - 2)}
			{outcome && outcome.type !== 'ok' ? (
				<Text color="red">
					{outcome.type === 'lost'
						? 'connection lost'
						: describeErrorFirst(outcome.failure)}
				</Text>
			) : (
				<HashCheck isEqual={file.equal} isGone={isGone} />
			)}
		</Text>
	);
}

function HashCheck({
	isEqual,
	isGone,
}: {
	readonly isEqual?: boolean;
	readonly isGone: boolean;
}) {
	if (isEqual === undefined) {
		return <Text dimColor>not compared</Text>;
	}

	return isEqual ? (
		<Text color={isGone ? undefined : 'green'}>hash equal</Text>
	) : (
		<Text color="red">hash NOT EQUAL</Text>
	);
}

/** The columns between a file's name and its outcome, as many as fit; each keeps its width. */
function pastFields(run: RunState, file: FileState, width: number): string {
	const insert = insertOf(run, file.file);
	const {startedAt, sentAt, ended} = insert ?? {};
	const outcome = ended?.outcome.type;
	const outcomeWidth = 15;
	if (outcome === 'lost' && file.bytes < run.plan.size) {
		return `${formatBytes(file.bytes)} of ${formatBytes(run.plan.size)} sent  `;
	}

	const fields = [
		formatBytes(run.plan.size).padEnd(7),
		`upload ${span(startedAt, sentAt ?? ended?.at)}`.padEnd(14),
		...(sentAt === undefined && ended
			? []
			: [`server ${span(sentAt, ended?.at)}`.padEnd(14)]),
	];
	while (fields.join('').length > width - outcomeWidth) {
		fields.shift();
	}

	return fields.join('');
}

function span(from: number | undefined, to: number | undefined): string {
	return from === undefined || to === undefined
		? '-'
		: formatDuration(to - from);
}
