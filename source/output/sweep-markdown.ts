import {
	workloadMap,
	type MapRow,
	type WorkloadMap,
} from '../lab/sweep/map-rows.js';
import {serverMaps, type ServerMaps} from '../lab/sweep/server-maps.js';
import {type SweepState} from '../lab/sweep/sweep-state.js';
import {
	describeOrigin,
	describeTried,
	mapEffect,
	mostlyWords,
	quantileWords,
	surpriseWords,
} from '../wording/sweep-words.js';
import {killName} from '../wording/words.js';
import {plainText, table} from './markdown.js';
import {heatCell} from './sweep-map.js';

/** How every map in Markdown begins. */
export const mapBeginning = '# Kill Lab map\n';

/** The maps of sweeps as Markdown. Pure. */
export function mapMarkdown(sweeps: readonly SweepState[]): string {
	return [
		mapBeginning,
		'A cell is a number of kills: ▂ up to a quarter of its row, ▄ a half, ▆ three quarters, █ more. Shares have the interval that holds the true one in 95 of 100 cases. Times are p50/p95/max in ms: OK since the KILL was sent, the effect since that OK.',
		...serverMaps(sweeps).flatMap(maps => serverSection(maps)),
		'',
	].join('\n');
}

function serverSection({server, sweeps, tried}: ServerMaps): readonly string[] {
	return [
		'',
		`## ${plainText(server.product)}`,
		...sweeps.flatMap(began => ['', plainText(describeOrigin(began))]),
		...tried.flatMap(one => workloadSection(workloadMap(one, server))),
	];
}

function workloadSection(map: WorkloadMap): readonly string[] {
	const {workload, rows} = map;
	return [
		'',
		`### ${workload}`,
		'',
		plainText(describeTried(map)),
		...(rows.length === 0 ? [] : ['', ...rowsTable(map)]),
		...surpriseWords(map).flatMap(words => ['', plainText(words)]),
	];
}

function rowsTable({rows, effects}: WorkloadMap): readonly string[] {
	return table(
		[
			'phase',
			'kill',
			...effects.map(effect => mapEffect(effect)),
			'mostly',
			'OK',
			'effect',
		],
		rows.map(row => cellsOf(row, effects)),
	);
}

function cellsOf(row: MapRow, effects: readonly string[]): readonly string[] {
	return [
		row.phase,
		killName(row.kind),
		...effects.map(effect => heatCell(row.effects[effect] ?? 0, row.trials)),
		mostlyWords(row),
		quantileWords(row.answered),
		quantileWords(row.bit),
	];
}
