import stringWidth from 'string-width';
import {grouped} from '../format.js';
import {
	workloadMap,
	type MapRow,
	type WorkloadMap,
} from '../lab/sweep/map-rows.js';
import {
	serverMaps,
	type ServerMaps,
	type TriedTogether,
} from '../lab/sweep/server-maps.js';
import {type SweepState} from '../lab/sweep/sweep-state.js';
import {
	describeSweep,
	mapEffect,
	mostlyWords,
	outcomesWords,
	quantileWords,
	surpriseWords,
} from '../wording/sweep-words.js';
import {count, killColumn} from '../wording/words.js';
import {alignedColumns} from './aligned-columns.js';

/** How high a share is, by quarters: the colour of a cell is never its only sign. */
const bars = ['▂', '▄', '▆', '█'] as const;

/** A cell of the heat map: how often, and how high that is of all kills in the row. Pure. */
export function heatCell(times: number, of: number): string {
	return times === 0
		? '·'
		: `${grouped(times)} ${bars[Math.ceil((times / of) * bars.length) - 1] ?? bars[0]}`;
}

/**
The heat map of a workload, phase by effect, and below it how sure each row is and how long it took. Pure.

@param width - Cells; how long the server took to say OK is left out where there is no room for it.
*/
export function mapLines(
	map: WorkloadMap,
	width = Infinity,
): readonly string[] {
	const {workload, trials, refused} = map;
	return [
		`${workload}: ${count(trials, 'kill')}${refused === undefined ? '' : `, not tried: ${refused}`}`,
		...(map.rows.length === 0
			? []
			: [
					...alignedColumns(heatRows(map)),
					'',
					...timeLines(map.rows, width),
					'',
					...surpriseWords(map),
					`left of the data: ${outcomesWords(map)}`,
				]),
	];
}

/** The maps of all workloads of sweeps, server by server. Pure. @param width - As for one. */
export function sweepText(
	sweeps: readonly SweepState[],
	width?: number,
): string {
	return serverMaps(sweeps)
		.map(maps => serverLines(maps, width).join('\n'))
		.join('\n\n');
}

function serverLines(
	{server, sweeps, tried}: ServerMaps,
	width: number | undefined,
): readonly string[] {
	const isTold = ({trials, refused}: TriedTogether) =>
		trials.length > 0 || refused !== undefined;
	const untold = tried.filter(one => !isTold(one));
	return [
		...sweeps.map(began => describeSweep(began)),
		...tried
			.filter(one => isTold(one))
			.flatMap(one => ['', ...mapLines(workloadMap(one, server), width)]),
		...(untold.length === 0
			? []
			: [
					'',
					`not tried yet: ${untold.map(({workload}) => workload).join(', ')}`,
				]),
	];
}

function heatRows({
	effects,
	rows,
}: WorkloadMap): ReadonlyArray<readonly string[]> {
	return [
		['phase', 'kill', ...effects.map(effect => mapEffect(effect))],
		...rows.map(({phase, kind, effects: seen, trials}) => [
			phase,
			killColumn[kind],
			...effects.map(effect => heatCell(seen[effect] ?? 0, trials)),
		]),
	];
}

function timeLines(rows: readonly MapRow[], width: number): readonly string[] {
	const whole = alignedColumns(timeRows(rows));
	return whole.every(line => stringWidth(line) <= width)
		? whole
		: alignedColumns(timeRows(rows).map(cells => cells.toSpliced(-2, 1)));
}

function timeRows(rows: readonly MapRow[]): ReadonlyArray<readonly string[]> {
	return [
		['phase', 'kill', 'mostly, 95 % sure', 'OK, ms', 'effect, ms'],
		...rows.map(row => [
			row.phase,
			killColumn[row.kind],
			mostlyWords(row),
			quantileWords(row.answered),
			quantileWords(row.bit),
		]),
	];
}
