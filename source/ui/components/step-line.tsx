import {Text} from 'ink';
import {
	formatAmount,
	formatDuration,
	formatPercent,
	formatRate,
} from '../../format.js';
import {
	currentStatement,
	isBeingUndone,
	partOf,
	phase,
	targetOf,
	type RunState,
	type StepState,
} from '../../lab/history/state.js';
import {type Phase} from '../../lab/events/phase.js';
import {uploadPhase} from '../../lab/workloads/facts/phases.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {struckOk} from '../../lab/workloads/facts/struck.js';
import {describeErrorFirst, okWith} from '../../wording/words.js';
import {ProgressBar} from './progress-bar.js';

type Props = {
	readonly run: RunState;
	readonly step: StepState;
	/** Cells. */
	readonly width: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

const pastSteps: ReadonlySet<Phase> = new Set([
	'prepare',
	'prepared',
	'commit',
	'rollback',
	'look',
	'over',
]);

/** One step of the run: a progress bar while it is the current one, its times and its check afterwards. */
export function StepLine({run, step, width, now}: Props) {
	const isCurrent =
		step === run.steps.at(-1) &&
		!pastSteps.has(phase(run)) &&
		step.isIntact === undefined &&
		run.lost === undefined &&
		targetOf(run, step.step)?.ended?.outcome.type !== 'error';

	return isCurrent ? (
		<CurrentStep run={run} step={step} width={width} now={now} />
	) : (
		<PastStep run={run} step={step} width={width} />
	);
}

/** The width of the name column, with the space after it: two cells where the name stands alone, because it may be words that end with a number. */
function nameWidth({plan, steps}: RunState): number {
	return (
		Math.max(
			factsOf(plan).stepName(plan.steps - 1).length,
			...steps.map(({name}) => name.length),
		) + (plan.steps === 1 ? 2 : 1)
	);
}

/** The width of the current step's line without its name, its phase and its bar. */
const currentFixedWidth = 20;

/** Most names of phases are shorter than this. */
const phaseWidth = 9;

/** A shorter bar would show nothing. */
const leastBar = 4;

function CurrentStep({run, step, width, now}: Props) {
	const current = phase(run);
	const part = partOf(step);
	const statement = currentStatement(run);
	const {making: makingOf, readsOnly, streamedIn} = factsOf(run.plan);
	const isUndone = isBeingUndone(run);
	const isTold =
		step.total !== undefined &&
		// How far it had come is no measure of how far it is undone.
		!isUndone &&
		// Whoever counts may have nothing to count: the rows of a table without transactions, an index.
		(step.done > 0 || streamedIn !== undefined) &&
		// How far a target is that only reads, nobody tells.
		!(readsOnly && statement?.role === 'target');
	const since =
		now - (statement?.sentAt ?? statement?.startedAt ?? step.startedAt);
	const isSending = current === streamedIn && step.done !== step.total;
	const making = current === 'generate' ? makingOf?.name : undefined;
	const word = isUndone
		? 'undo'
		: run.paused && isSending
			? 'paused'
			: (making ?? current);
	const wordWidth = Math.max(phaseWidth, word.length + 1);
	const barWidth = width - nameWidth(run) - wordWidth - currentFixedWidth;

	return (
		<Text wrap="truncate">
			<Text color="cyan">▸ </Text>
			{step.name.padEnd(nameWidth(run))}
			<Text bold>{word.padEnd(wordWidth)}</Text>
			{barWidth < leastBar ? undefined : isTold ? (
				<ProgressBar part={part} width={barWidth} />
			) : (
				' '.repeat(barWidth)
			)}
			{(isTold ? formatPercent(part) : '').padStart(7)}
			{(isSending && !run.paused
				? step.rate > 0
					? formatRate(step.rate)
					: '…'
				: formatDuration(since)
			).padStart(11)}
		</Text>
	);
}

function PastStep({run, step, width}: Omit<Props, 'now'>) {
	const outcome = targetOf(run, step.step)?.ended?.outcome;
	const struck = struckOk(factsOf(run.plan), outcome);
	const isStored = outcome?.type === 'ok' && !struck && step.isIntact !== false;
	// What was rolled back is gone: green would say that it is there.
	const isGone = ['rolled back', 'aborted', 'lost'].includes(run.transaction);

	return (
		<Text wrap="truncate" dimColor={isStored ? isGone : false}>
			<Text color={isStored ? (isGone ? undefined : 'green') : 'red'}>
				{isStored ? '✔ ' : '✘ '}
			</Text>
			{step.name.padEnd(nameWidth(run))}
			{outcome?.type === 'error'
				? ''
				: pastFields(run, step, width - nameWidth(run) - 2)}
			{outcome && outcome.type !== 'ok' ? (
				<Text color="red">
					{outcome.type === 'lost'
						? 'connection lost'
						: describeErrorFirst(outcome.failure)}
				</Text>
			) : struck ? (
				<Text color="red">{okWith(struck)}</Text>
			) : (
				<Check run={run} isIntact={step.isIntact} isGone={isGone} />
			)}
		</Text>
	);
}

function Check({
	run,
	isIntact,
	isGone,
}: {
	readonly run: RunState;
	readonly isIntact?: boolean;
	readonly isGone: boolean;
}) {
	const words = factsOf(run.plan).check;
	if (words === undefined) {
		return undefined;
	}

	if (isIntact === undefined) {
		return <Text dimColor>{words.open}</Text>;
	}

	return isIntact ? (
		<Text color={isGone ? undefined : 'green'}>{words.intact}</Text>
	) : (
		<Text color="red">{words.damaged}</Text>
	);
}

/** The columns between a step's name and its outcome, as many as fit; each keeps its width. */
function pastFields(run: RunState, step: StepState, width: number): string {
	const target = targetOf(run, step.step);
	const {startedAt, sentAt, ended} = target ?? {};
	const {done, total, unit} = step;
	const {streamedIn} = factsOf(run.plan);
	const upload = uploadPhase(factsOf(run.plan));
	const outcomeWidth = 15;
	if (target === undefined) {
		return total === undefined
			? 'not begun'
			: `${formatAmount(total, unit)}  not begun`;
	}

	if (
		ended?.outcome.type === 'lost' &&
		streamedIn !== undefined &&
		total !== undefined &&
		done < total
	) {
		return `${formatAmount(done, unit)} of ${formatAmount(total, unit)} sent  `;
	}

	// How much of it a statement had changed before it was cut off, nobody has told.
	const isCutOff = ended?.outcome.type === 'lost' && streamedIn === undefined;
	const fields = [
		...(total === undefined || isCutOff
			? []
			: [`${formatAmount(total, unit)} `.padEnd(7)]),
		...(upload === undefined
			? []
			: [`${upload} ${span(startedAt, sentAt ?? ended?.at)}`.padEnd(14)]),
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
