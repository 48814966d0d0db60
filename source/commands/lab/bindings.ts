import {type EventLog} from '../../lab/history/event-log.js';
import {type InterruptAnswer} from '../../lab/events/run-plan.js';
import {armableOf} from '../../lab/workloads/facts/armable.js';
import {type LabState} from '../../lab/history/state.js';
import {allFacts, factsOf} from '../../lab/workloads/facts/registry.js';
import {statementOf} from '../../lab/workloads/sql/options.js';
import {isChoice, type ChoiceCommand} from '../../keys/choice-command.js';
import {explainKey} from '../../keys/explain-key.js';
import {type LabActivity} from '../../keys/activity.js';
import {copiedOf} from '../../output/copied.js';
import {copyAndSay} from '../copy-key.js';
import {labCommand, type LabCommand} from '../../keys/lab-keys.js';
import {whyNoAnswer, whyNoChange, whyNotYet} from '../../keys/why-no-answer.js';
import {whyNoChoice} from '../../keys/why-no-choice.js';
import {type Key} from '../../terminal/key.js';
import {type Screen} from '../../terminal/screen.js';
import {choose, nothingChosen, type Panel} from '../../ui/chosen.js';
import {helpPages} from '../../ui/help-pages.js';
import {historySurroundings} from '../../ui/history-surroundings.js';
import {productionSurroundings} from '../../ui/production-place.js';
import {type Drawing} from '../../drawing/mount.js';
import {reportNow} from '../report-key.js';
import {type Reporter} from '../reporter.js';
import {type Lab} from './lifetime.js';
import {type Presses} from './presses.js';
import {createPrompt} from './prompt.js';

/** `+` and `-` change the rate by this factor. */
const rateStep = 1.5;

/** What each of the keys for it answers. */
const answers = {
	'answer-rollback': 'rollback',
	'answer-retry': 'retry',
	'answer-skip': 'skip',
	'answer-commit': 'commit',
} as const satisfies Partial<Record<LabCommand, InterruptAnswer>>;

const workloads = allFacts.map(({name}) => name);

/** What the keys of the lab do, and the panel that others open. */
export type Keys = {
	readonly onKey: (key: Key) => void;
	/** Whether a line is being typed: then keys are text. */
	readonly isTyping: () => boolean;
	/** Opens the line for a statement. */
	readonly openPrompt: () => void;
	/** Shows why something that was asked for is not done, until the person closes it. */
	readonly tell: (text: string) => void;
};

/** The kill path: from the key's bytes to the socket in one turn of the event loop, without React. */
export function createKeys({
	lab,
	log,
	view,
	screen,
	presses,
	activity,
	leave,
	given,
	report,
}: {
	lab: Lab;
	log: EventLog;
	view: Drawing;
	screen: Pick<Screen, 'columns' | 'copy' | 'isShown' | 'redraw' | 'rows'>;
	presses: Presses;
	activity: () => LabActivity;
	leave: AbortController;
	/** The statement of the command line, if it has one. */
	given: string | undefined;
	report: Pick<Reporter, 'now'>;
}): Keys {
	let chosen = nothingChosen;
	const show = (panel: Panel) => {
		chosen = {...chosen, panel};
		view.setChosen(chosen);
	};

	const isTyping = () => chosen.panel.type === 'prompt';
	const prompt = createPrompt({
		given,
		presses,
		show({text, cursor}, why) {
			show({type: 'prompt', text, cursor, why});
		},
		close() {
			show(nothingChosen.panel);
		},
	});
	leave.signal.addEventListener('abort', () => {
		if (isTyping()) {
			show(nothingChosen.panel);
		}
	});

	const change = (command: ChoiceCommand) => {
		const {run, plan, armed} = log.state();
		const armable = armableOf(plan);
		const {panel} = chosen;
		if (command === 'confirm' && panel.type === 'arm') {
			lab.arm(armable[panel.line]);
		}

		chosen = choose(chosen, command, {
			helpPages: helpPages(screen.columns(), screen.rows()),
			kills: run?.kills.length ?? 0,
			newestKill: run?.kills.at(-1)?.kill,
			...productionSurroundings(log.state(), screen),
			armable,
			armed,
			workloads,
			workload: plan?.workload.name,
			typed: prompt.line(),
			history: historySurroundings(log.state(), screen),
		});
		view.setChosen(chosen);
		if (command === 'confirm' && panel.type === 'workloads') {
			const workload = allFacts[panel.line];
			if (!workload || workload.name === plan?.workload.name) {
				return;
			}

			if (workload.needs === undefined) {
				presses.press({type: 'choose', workload});
				return;
			}

			const statement = prompt.statement();
			if (statement === undefined) {
				change('prompt');
			} else {
				presses.press({type: 'choose', workload, statement});
			}
		}
	};

	/** Why a command does nothing right now. */
	const whyNot = (command: LabCommand): string | undefined => {
		switch (command) {
			case 'workloads': {
				return whyNoChoice('workloads', activity(), log.state());
			}

			case 'prompt': {
				return whyNoChoice('prompt', activity(), log.state());
			}

			case 'answer-rollback':
			case 'answer-retry':
			case 'answer-skip':
			case 'answer-commit': {
				return whyNoAnswer(answers[command], log.state());
			}

			// The client has nothing to send or to hold.
			case 'pause': {
				return whyNotYet('space', log.state());
			}

			// This one is asked; it would be about the next one.
			case 'change-on-interrupt': {
				return whyNoChange(log.state());
			}

			// What can be armed is about to change.
			case 'arm': {
				return activity() === 'changing' ? 'a does nothing now' : undefined;
			}

			case 'start': {
				if (activity() === 'changing') {
					return 's does nothing yet: the lab is getting ready';
				}

				if (isUntyped(log.state())) {
					return 's does nothing yet: type a statement with :';
				}

				// It would start what is not chosen.
				return chosen.panel.type === 'workloads'
					? 's does nothing here: Enter takes, Esc cancels'
					: undefined;
			}

			default: {
				return undefined;
			}
		}
	};

	const tell = (text: string) => {
		show({type: 'message', text});
	};

	const drawn = (act: () => void) => () => {
		act();
		view.draw();
	};

	const answering = (answer: InterruptAnswer) =>
		drawn(() => {
			lab.answer(answer);
		});

	const actions: Readonly<
		Record<Exclude<LabCommand, ChoiceCommand>, (keyAt: number) => void>
	> = {
		// Not drawn at once: the KILL's OK arrives before the next frame, and drawing would delay it.
		'kill-query'(keyAt) {
			lab.kill('query', keyAt);
		},
		'kill-connection'(keyAt) {
			lab.kill('connection', keyAt);
		},
		start: drawn(() => {
			presses.press({type: 'start'});
			// Whoever starts a run wants to see it. The list of kills stays: it is armed before a start.
			if (chosen.panel.type === 'help' || chosen.panel.type === 'message') {
				show(nothingChosen.panel);
			}
		}),
		pause: drawn(lab.togglePause),
		faster: drawn(() => {
			changeRate(lab, log, rateStep);
		}),
		slower: drawn(() => {
			changeRate(lab, log, 1 / rateStep);
		}),
		'change-on-interrupt': drawn(lab.changeOnInterrupt),
		redraw: screen.redraw,
		copy() {
			copyAndSay(copiedOf(log.state()), {screen, view});
		},
		report() {
			void reportNow(report, {say: view.say, tell});
		},
		'answer-rollback': answering('rollback'),
		'answer-retry': answering('retry'),
		'answer-skip': answering('skip'),
		'answer-commit': answering('commit'),
		leave() {
			if (leave.signal.aborted) {
				presses.press({type: 'hurry'});
			} else {
				// It draws that the lab is being left.
				leave.abort();
			}
		},
	};

	const onKey = (key: Key) => {
		const keyAt = log.now();
		const command = labCommand(key);
		// Before there is a picture, only Ctrl-C does anything.
		if (command !== 'leave' && !screen.isShown()) {
			return;
		}

		if (isTyping() && command !== 'leave' && command !== 'redraw') {
			prompt.press(key, command);
			return;
		}

		const note = command === undefined ? explainKey(key) : whyNot(command);
		if (note !== undefined) {
			view.say(note);
		} else if (
			command === 'confirm' &&
			chosen.panel.type === 'none' &&
			log.state().run?.question
		) {
			actions['answer-rollback'](keyAt);
		} else if (command !== undefined && isChoice(command)) {
			change(command);
		} else if (command !== undefined) {
			actions[command](keyAt);
		}
	};

	return {
		onKey,
		isTyping,
		openPrompt() {
			change('prompt');
		},
		tell,
	};
}

/** Whether the next run needs a statement that nobody has typed yet. */
function isUntyped({plan}: LabState): boolean {
	return (
		plan !== undefined &&
		factsOf(plan).needs !== undefined &&
		statementOf(plan) === ''
	);
}

function changeRate(lab: Lab, log: EventLog, factor: number): void {
	const rate = log.state().run?.rate;
	if (rate !== undefined) {
		lab.setRate(Math.max(1024, rate * factor));
	}
}
