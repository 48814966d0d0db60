import {type EventLog} from '../../lab/history/event-log.js';
import {armableOf} from '../../lab/workloads/facts/armable.js';
import {isChoice, type ChoiceCommand} from '../../keys/choice-command.js';
import {explainKey} from '../../keys/explain-key.js';
import {labCommand, type LabCommand} from '../../keys/lab-keys.js';
import {type Key} from '../../terminal/key.js';
import {type Screen} from '../../terminal/screen.js';
import {choose, nothingChosen} from '../../ui/chosen.js';
import {helpPages} from '../../ui/help-pages.js';
import {type Drawing} from '../../drawing/mount.js';
import {type Lab} from './lifetime.js';
import {type Presses} from './presses.js';

/** `+` and `-` change the rate by this factor. */
const rateStep = 1.5;

/** The kill path: from the key's bytes to the socket in one turn of the event loop, without React. */
export function keyHandler({
	lab,
	log,
	view,
	screen,
	presses,
	leave,
}: {
	lab: Lab;
	log: EventLog;
	view: Drawing;
	screen: Pick<Screen, 'columns' | 'isShown' | 'rows'>;
	presses: Presses;
	leave: AbortController;
}): (key: Key) => void {
	let chosen = nothingChosen;
	/** The run that `chosen` is about. */
	let chosenRun: number | undefined;

	const change = (command: ChoiceCommand) => {
		const {run, plan, armed} = log.state();
		const armable = armableOf(plan);
		if (chosenRun !== run?.run) {
			chosenRun = run?.run;
			chosen = {...chosen, killsBack: 0};
		}

		if (command === 'confirm' && chosen.panel.type === 'arm') {
			lab.arm(armable[chosen.panel.line]);
		}

		chosen = choose(chosen, command, {
			helpPages: helpPages(screen.columns(), screen.rows()),
			kills: run?.kills.length ?? 0,
			armable,
			armed,
		});
		view.setChosen(chosen);
	};

	const drawn = (act: () => void) => () => {
		act();
		view.draw();
	};

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
			presses.press('start');
		}),
		pause: drawn(lab.togglePause),
		faster: drawn(() => {
			changeRate(lab, log, rateStep);
		}),
		slower: drawn(() => {
			changeRate(lab, log, 1 / rateStep);
		}),
		'change-on-interrupt': drawn(lab.changeOnInterrupt),
		leave() {
			if (leave.signal.aborted) {
				presses.press('hurry');
			} else {
				// It draws that the lab is being left.
				leave.abort();
			}
		},
	};

	return key => {
		const keyAt = log.now();
		const command = labCommand(key);
		// Before there is a picture, only Ctrl-C does anything.
		if (command !== 'leave' && !screen.isShown()) {
			return;
		}

		if (command === undefined) {
			const note = explainKey(key);
			if (note !== undefined) {
				view.say(note);
			}
		} else if (isChoice(command)) {
			change(command);
		} else {
			actions[command](keyAt);
		}
	};
}

function changeRate(lab: Lab, log: EventLog, factor: number): void {
	const rate = log.state().run?.rate;
	if (rate !== undefined) {
		lab.setRate(Math.max(1024, rate * factor));
	}
}
