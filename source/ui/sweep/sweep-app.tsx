import {Box, Text} from 'ink';
import {sweepKeys, type SweepActivity} from '../../keys/sweep-keys.js';
import {hintsOf} from '../../keys/hints.js';
import {type SweepSight} from '../../lab/sweep/sweep-sight.js';
import {flavourName} from '../../server/flavour.js';
import {smallest} from '../../smallest-screen.js';
import {Lines, spread, type Line} from '../attach/lines.js';
import {HelpText} from '../help-text.js';
import {layOut} from '../layout.js';
import {type Shown} from '../shown.js';
import {type SweepChosen} from './sweep-chosen.js';
import {sweepHelp} from './sweep-help.js';
import {
	mapRoom,
	progressLines,
	shownMap,
	workloadsLine,
} from './sweep-lines.js';

/** The input of a sweep's picture. */
export type SweepShown = Shown<SweepSight, SweepActivity, SweepChosen>;

/** The whole screen of a sweep: a pure function of what was measured, and of the terminal's size. */
export function SweepApp({shown}: {readonly shown: SweepShown}) {
	const {state, chosen, columns, rows} = shown;
	if (layOut(columns, rows).type === 'too-small') {
		return (
			<Text>
				{`Kill Lab needs ${smallest.columns} x ${smallest.rows} cells; this terminal has ${columns} x ${rows}. The sweep goes on; ^C quits.`}
			</Text>
		);
	}

	const height = rows - 1;
	return (
		<Box flexDirection="column" width={columns}>
			<Box justifyContent="space-between">
				<Text wrap="truncate">
					<Text bold>{' Kill Lab'}</Text>
					{`   ${describeServer(state)}`}
				</Text>
				<Text>{'? help '}</Text>
			</Box>
			{chosen.helpPage === undefined ? (
				<Lines lines={linesOf(shown, height)} height={height} />
			) : (
				<HelpText page={chosen.helpPage} height={height} entries={sweepHelp} />
			)}
		</Box>
	);
}

function describeServer({sweep}: SweepSight): string {
	if (!sweep) {
		return 'sweep';
	}

	const {server, seed} = sweep.began;
	return `sweep of ${flavourName(server.flavour)} ${server.version}, seed ${seed}`;
}

function linesOf(
	{state, activity, chosen, note, columns}: SweepShown,
	height: number,
): readonly Line[] {
	const width = columns - 2;
	const {sweep} = state;
	const map = shownMap(state, chosen, width);
	const room = mapRoom(height);
	const top = Math.min(chosen.top, Math.max(0, map.length - room));
	const below = map.length - top - room;
	const hints = hintsOf(sweepKeys, 'none', activity, state);
	const lines: readonly Line[] = [
		...progressLines(state),
		{text: ''},
		...(sweep && sweep.tried.length > 1
			? [workloadsLine(sweep, chosen, width)]
			: []),
		...map.slice(top, top + room).map((text, index): Line => ({
			text,
			...(top === 0 && index === 0 && {tone: 'bold'}),
		})),
	];
	const footer: readonly Line[] = [
		{
			text:
				below > 0
					? `${below} more ${below === 1 ? 'line' : 'lines'} below: ↓`
					: '',
			tone: 'dim',
		},
		note === undefined
			? {text: hints.join('  '), tone: 'dim'}
			: {text: note, tone: 'attention'},
	];
	return spread(height, lines, footer).map(line => ({
		...line,
		text: ` ${line.text}`,
	}));
}
