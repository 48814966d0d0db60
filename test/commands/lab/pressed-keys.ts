import {createKeys} from '../../../source/commands/lab/bindings.js';
import {type Press} from '../../../source/commands/lab/presses.js';
import {type LabActivity} from '../../../source/keys/activity.js';
import {type InterruptAnswer} from '../../../source/lab/events/run-plan.js';
import {type Key} from '../../../source/terminal/key.js';
import {type Panel} from '../../../source/ui/chosen.js';
import {createEventLog} from '../../../source/lab/history/event-log.js';
import {story} from '../../helpers/story.js';

/** What came of the keys so far. */
export type Pressed = {
	readonly onKey: (key: Key) => void;
	readonly isTyping: () => boolean;
	/** The kills that were sent, each `q` or `c`. */
	readonly kills: () => string;
	/** How many reports were asked for. */
	readonly reports: () => number;
	/** What was asked of the loop of runs. */
	readonly asked: readonly Press[];
	/** What was answered after an interruption. */
	readonly answers: readonly InterruptAnswer[];
	/** What has taken the place of a part of the screen. */
	readonly panel: () => Panel;
	/** Why keys did nothing. */
	readonly notes: readonly string[];
	readonly leave: AbortController;
};

/** The keys of the lab on a screen of 80 x 24, with nothing behind them. */
export function pressedKeys({
	activity = 'over',
	given,
	events = story().emit({
		type: 'server',
		server: {
			flavour: 'mysql',
			version: '9.7.4',
			product: 'MySQL 9.7.4',
			address: 'sandbox',
			tls: false,
			surroundings: [],
		},
	}).events,
}: {
	readonly activity?: LabActivity;
	readonly given?: string;
	readonly events?: ReturnType<typeof story>['events'];
} = {}): Pressed {
	let kills = '';
	let reports = 0;
	let panel: Panel = {type: 'none'};
	const asked: Press[] = [];
	const answers: InterruptAnswer[] = [];
	const notes: string[] = [];
	const leave = new AbortController();
	const log = createEventLog(() => 0);
	for (const {at, ...body} of events) {
		log.emit(body);
	}

	const nothing = () => undefined;
	const later = async () => undefined;
	const {onKey, isTyping} = createKeys({
		lab: {
			kill(kind) {
				kills += kind === 'query' ? 'q' : 'c';
			},
			answer(answer) {
				answers.push(answer);
			},
			arm: nothing,
			changeOnInterrupt: nothing,
			setRate: nothing,
			togglePause: nothing,
			choose: later,
			run: later,
			close: later,
			abandon: later,
		},
		log,
		view: {
			setActivity: nothing,
			follow: nothing,
			say(note) {
				notes.push(note);
			},
			setChosen(next) {
				panel = next.panel;
			},
			reset: nothing,
			draw: nothing,
			unmount: later,
		},
		screen: {
			columns: () => 80,
			rows: () => 24,
			isShown: () => true,
			copy: nothing,
			redraw: nothing,
		},
		presses: {
			press(press) {
				asked.push(press);
			},
			next: async () => new Promise(nothing),
		},
		activity: () => activity,
		leave,
		given,
		report: {
			async now() {
				reports++;
				return 'report.md';
			},
		},
	});
	return {
		reports: () => reports,
		onKey,
		isTyping,
		kills: () => kills,
		asked,
		answers,
		panel: () => panel,
		notes,
		leave,
	};
}
