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
	describeOrigin,
	describeTried,
	mapEffect,
	mostlyWords,
	quantileWords,
	surpriseWords,
} from '../wording/sweep-words.js';
import {killName} from '../wording/words.js';
import {element, escapeHtml} from './html.js';
import {pageStyle} from './page-style.js';
import {wholePage} from './page.js';
import {latencyChart, timelineChart} from './sweep-charts.js';
import {heatCell} from './sweep-map.js';

/** How every page of a map begins. */
export const pageBeginning = '<!doctype html>\n<!-- Kill Lab map -->\n';

/** The maps of sweeps as one page that needs nothing else: no network, no script. Pure. */
export function mapPage(sweeps: readonly SweepState[]): string {
	const servers = serverMaps(sweeps);
	const title = `Kill Lab map: ${servers.map(({server}) => server.product).join(', ')}`;
	return wholePage({
		beginning: pageBeginning,
		title,
		style: pageStyle,
		body: [
			element(
				'header',
				{},
				`${element('h1', {}, escapeHtml(title))}\n${legend}`,
			),
			contents(servers),
			element(
				'main',
				{},
				servers
					.map((maps, index) => serverSection(maps, `map-${index}`))
					.join('\n'),
			),
		],
	});
}

const legend = element(
	'p',
	{class: 'faint'},
	[
		'A cell is a number of kills; its bar and its colour say how high that is of its row. A share has the interval that holds the true one in 95 of 100 cases. Times are p50/p95/max in ms.',
		`Dots: ${dotOf('query')} KILL QUERY, ${dotOf('connection')} KILL CONNECTION.`,
	].join(' '),
);

function dotOf(kind: string): string {
	return element(
		'svg',
		{
			width: 10,
			height: 10,
			viewBox: '0 0 10 10',
			'aria-hidden': 'true',
			style: 'display:inline',
		},
		element('circle', {class: kind, cx: 5, cy: 5, r: 4}),
	);
}

function contents(servers: readonly ServerMaps[]): string {
	return element(
		'nav',
		{'aria-label': 'Maps'},
		servers
			.map(({server, tried}, index) =>
				[
					element('p', {}, escapeHtml(server.product)),
					element(
						'ul',
						{},
						tried
							.map(({workload}, place) =>
								element(
									'li',
									{},
									element(
										'a',
										{href: `#map-${index}-${place}`},
										escapeHtml(workload),
									),
								),
							)
							.join(''),
					),
				].join(''),
			)
			.join('\n'),
	);
}

/** @param id - What the ids of its maps begin with. */
function serverSection(
	{server, sweeps, tried}: ServerMaps,
	id: string,
): string {
	return element(
		'section',
		{'aria-label': server.product},
		[
			...sweeps.map(began =>
				element('p', {}, escapeHtml(describeOrigin(began))),
			),
			...tried.map((one, place) =>
				workloadSection(one, server, `${id}-${place}`),
			),
		].join('\n'),
	);
}

function workloadSection(
	tried: TriedTogether,
	server: ServerMaps['server'],
	id: string,
): string {
	const map = workloadMap(tried, server);
	const {workload, effects} = map;
	const {product} = server;
	return element(
		'section',
		{id, 'aria-label': `${workload} on ${product}`},
		[
			element('h2', {}, escapeHtml(`${workload}, ${product}`)),
			element('p', {}, escapeHtml(describeTried(map))),
			...(map.rows.length === 0
				? []
				: [
						heatTable(map, product),
						...surpriseWords(map).map(words =>
							element('p', {}, escapeHtml(words)),
						),
						timelineChart(tried.trials, effects),
						latencyChart(tried.trials, effects),
					]),
		].join('\n'),
	);
}

function heatTable(
	{workload, rows, effects}: WorkloadMap,
	product: string,
): string {
	const heads = [
		'phase',
		'kill',
		...effects.map(effect => mapEffect(effect)),
		'mostly',
		'OK',
		'effect after OK',
	];
	return element(
		'div',
		{
			class: 'scroll',
			tabindex: 0,
			role: 'region',
			'aria-label': `${workload} on ${product}: effects by phase`,
		},
		element(
			'table',
			{},
			[
				element(
					'caption',
					{},
					escapeHtml(
						`${workload}: what kills did, by the phase in which they landed`,
					),
				),
				element(
					'thead',
					{},
					element(
						'tr',
						{},
						heads
							.map(head => element('th', {scope: 'col'}, escapeHtml(head)))
							.join(''),
					),
				),
				element('tbody', {}, rows.map(row => heatRow(row, effects)).join('\n')),
			].join('\n'),
		),
	);
}

/** The darkest colour still leaves the text readable. */
const darkest = 0.6;

function heatRow(row: MapRow, effects: readonly string[]): string {
	const cells = effects.map(effect => {
		const times = row.effects[effect] ?? 0;
		return element(
			'td',
			{
				class: 'heat',
				style: `--share:${((darkest * times) / row.trials).toFixed(2)}`,
			},
			escapeHtml(heatCell(times, row.trials)),
		);
	});
	return element(
		'tr',
		{},
		[
			element('th', {scope: 'row'}, escapeHtml(row.phase)),
			element('td', {}, killName(row.kind)),
			...cells,
			...[
				mostlyWords(row),
				quantileWords(row.answered),
				quantileWords(row.bit),
			].map(text => element('td', {}, escapeHtml(text))),
		].join(''),
	);
}
