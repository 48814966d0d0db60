import {Box, Text} from 'ink';
import {type AttachState} from '../../lab/attach/attach-state.js';
import {type AttachActivity} from '../../keys/attach-activity.js';
import {attachKeys} from '../../keys/attach-keys.js';
import {hintsOf} from '../../keys/hints.js';
import {HelpText} from '../help-text.js';
import {smallest} from '../../smallest-screen.js';
import {innerSize, layOut, type PaneSize} from '../layout.js';
import {Pane} from '../components/pane.js';
import {type Shown} from '../shown.js';
import {accountOf} from '../../wording/listing-words.js';
import {isFiltered, type AttachChosen} from './attach-chosen.js';
import {attachHelp} from './attach-help.js';
import {controlParts} from './control-parts.js';
import {
	Lines,
	gap,
	spread,
	stack,
	wrapped,
	type Line,
	type Part,
} from './lines.js';
import {listLines} from './list-lines.js';
import {victimParts} from './victim-parts.js';
import {withOthers} from './with-others.js';

/** The input of attach's picture. */
export type AttachShown = Shown<AttachState, AttachActivity, AttachChosen>;

type Props = {readonly shown: AttachShown};

/** The whole screen of attach: a pure function of what is known of the server, the time and the terminal's size. */
export function AttachApp({shown}: Props) {
	const {state, chosen, columns, rows} = shown;
	const layout = layOut(columns, rows);
	if (layout.type === 'too-small') {
		return (
			<Text>
				{`Kill Lab needs ${smallest.columns} x ${smallest.rows} cells; this terminal has ${columns} x ${rows}. Nothing is killed here; ^C quits.`}
			</Text>
		);
	}

	const height = rows - 1;
	return (
		<Box flexDirection="column" width={columns}>
			<Head shown={shown} />
			{chosen.panel.type === 'help' ? (
				<HelpText
					page={chosen.panel.page}
					height={height}
					entries={attachHelp}
				/>
			) : state.victim ? (
				<VictimView shown={shown} />
			) : (
				<Lines
					lines={listLines({
						state,
						chosen,
						footer: footerLines(shown, columns - 2).map(line => indented(line)),
						width: columns,
						height,
						now: shown.now,
					})}
					height={height}
				/>
			)}
		</Box>
	);
}

function Head({shown: {state, columns}}: Props) {
	const {server, victim, lost} = state;
	const left =
		lost === undefined
			? server
				? `${server.product} · ${server.address}`
				: 'connecting …'
			: `Not reached, trying again: ${lost}`;
	const right = victim
		? `attached to ${victim.connectionId}  ? help `
		: '? help ';
	const room = columns - right.length - 2;
	return (
		<Box justifyContent="space-between">
			<Box width={room}>
				<Text wrap="truncate">
					<Text bold>{' Kill Lab'}</Text>
					<Text {...(lost !== undefined && {color: 'yellow'})}>
						{`   ${left}`}
					</Text>
				</Text>
			</Box>
			<Text>{right}</Text>
		</Box>
	);
}

/** What stands at the bottom: why the last key did nothing, the line that is typed, or the keys. */
function footerLines(
	{state: {victim}, activity, chosen, note}: AttachShown,
	width: number,
): readonly Line[] {
	const {panel, view} = chosen;
	if (panel.type === 'filter') {
		const {text, cursor, why} = panel;
		return [
			...attention(why ?? '', width),
			{
				text: `/${text.slice(0, cursor)}▏${text.slice(cursor)}`,
				tone: 'bold',
			},
		];
	}

	if (note !== undefined) {
		return attention(note, width);
	}

	const list =
		view === 'tree' ? 'tree' : isFiltered(chosen) ? 'filtered' : 'whole';
	const hints = hintsOf(attachKeys, panel.type, activity, {victim, list});
	return [{text: fitHints(hints, width), tone: 'dim'}];
}

function attention(words: string, width: number): readonly Line[] {
	return words === '' ? [] : wrapped(words, width, 'attention');
}

/** As many as fit into a line: the last one says how to leave, and always stays. */
function fitHints(hints: readonly string[], width: number): string {
	const text = hints.join('  ');
	const last = hints.at(-1);
	return text.length <= width || hints.length < 2 || last === undefined
		? text
		: fitHints([...hints.slice(0, -2), last], width);
}

function VictimView({shown}: Props) {
	const {state, columns, rows, now} = shown;
	const {victim} = state;
	const layout = layOut(columns, rows);
	if (!victim || layout.type === 'too-small') {
		return undefined;
	}

	if (layout.type === 'compact') {
		const width = columns - 2;
		const footer = footerLines(shown, width);
		const control = controlParts(state, victim, {width, now});
		const isLast = ({name}: Part) => name === 'verdict' || name === 'rollback';
		const lines = stack(layout.height - footer.length, [
			...control.filter(one => !isLast(one)),
			gap('gap above the victim'),
			...victimParts(state, victim, width),
			gap('gap below the victim'),
			...control.filter(one => isLast(one)),
		]);
		return (
			<Lines
				lines={spread(
					layout.height,
					withOthers(lines, state, {
						width: columns - 1,
						// A blank line stays above the keys.
						height: layout.height - footer.length - 1,
					}).map(line => indented(line)),
					footer.map(line => indented(line)),
				)}
				height={layout.height}
			/>
		);
	}

	const {workload, control, type} = layout;
	const inner = {victim: innerSize(workload), control: innerSize(control)};
	const footer = footerLines(shown, inner.control.width);
	return (
		<Box flexDirection={type === 'stacked' ? 'column' : 'row'}>
			<LinesPane
				title={titleOf(state)}
				size={workload}
				lines={withOthers(
					stack(
						inner.victim.height,
						victimParts(state, victim, inner.victim.width),
					),
					state,
					inner.victim,
				)}
			/>
			<LinesPane
				title="Control"
				size={control}
				lines={spread(
					inner.control.height,
					stack(
						inner.control.height - footer.length,
						controlParts(state, victim, {width: inner.control.width, now}),
					),
					footer,
				)}
			/>
		</Box>
	);
}

function indented({text, keyName, ...line}: Line): Line {
	return keyName === undefined
		? {...line, text: ` ${text}`}
		: {...line, keyName, text};
}

function titleOf({victim}: AttachState): string {
	const connection = victim?.first?.thread.connection;
	return `${connection ? `${accountOf(connection)} · ` : ''}connection ${victim?.connectionId ?? ''}`;
}

function LinesPane({
	title,
	size,
	lines,
}: {
	readonly title: string;
	readonly size: PaneSize;
	readonly lines: readonly Line[];
}) {
	return (
		<Pane title={title} size={size}>
			<Lines lines={lines} height={innerSize(size).height} />
		</Pane>
	);
}
