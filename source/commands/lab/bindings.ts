import {type EventLog} from '../../lab/history/event-log.js';
import {armableOf} from '../../lab/workloads/facts/armable.js';
import {type Key} from '../../terminal/key.js';
import {type Screen} from '../../terminal/screen.js';
import {choose, nothingChosen, type ChoiceKey} from '../../ui/chosen.js';
import {helpPages} from '../../ui/help-pages.js';
import {type Drawing} from '../../drawing/mount.js';
import {explainKey, keyCommand} from './key-command.js';
import {type Lab} from './lifetime.js';

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
	presses: EventTarget;
	leave: AbortController;
}): (key: Key) => void {
	let chosen = nothingChosen;
	/** The run that `chosen` is about. */
	let chosenRun: number | undefined;

	const change = (key: ChoiceKey) => {
		const {run, plan, armed} = log.state();
		const armable = armableOf(plan);
		if (chosenRun !== run?.run) {
			chosenRun = run?.run;
			chosen = {...chosen, killsBack: 0};
		}

		if (key === 'confirm' && chosen.panel.type === 'arm') {
			lab.arm(armable[chosen.panel.line]);
		}

		chosen = choose(chosen, key, {
			helpPages: helpPages(screen.columns(), screen.rows()),
			kills: run?.kills.length ?? 0,
			armable,
			armed,
		});
		view.setChosen(chosen);
	};

	return key => {
		const keyAt = log.now();
		const command = keyCommand(key);
		// Before there is a picture, only Ctrl-C does anything.
		if (command !== 'leave' && !screen.isShown()) {
			return;
		}

		switch (command) {
			// Not drawn at once: the KILL's OK arrives before the next frame, and drawing would delay it.
			case 'kill-query': {
				lab.kill('query', keyAt);
				return;
			}

			case 'kill-connection': {
				lab.kill('connection', keyAt);
				return;
			}

			case 'pause': {
				lab.togglePause();
				break;
			}

			case 'change-on-interrupt': {
				lab.changeOnInterrupt();
				break;
			}

			case 'faster': {
				changeRate(lab, log, rateStep);
				break;
			}

			case 'slower': {
				changeRate(lab, log, 1 / rateStep);
				break;
			}

			case 'start': {
				presses.dispatchEvent(new Event('start'));
				break;
			}

			case 'help':
			case 'close':
			case 'arm':
			case 'confirm':
			case 'earlier-kill':
			case 'later-kill': {
				change(command);
				return;
			}

			case 'leave': {
				if (leave.signal.aborted) {
					presses.dispatchEvent(new Event('hurry'));
				} else {
					// It draws that the lab is being left.
					leave.abort();
				}

				return;
			}

			case undefined: {
				const note = explainKey(key);
				if (note !== undefined) {
					view.say(note);
				}

				return;
			}
		}

		view.draw();
	};
}

function changeRate(lab: Lab, log: EventLog, factor: number): void {
	const rate = log.state().run?.rate;
	if (rate !== undefined) {
		lab.setRate(Math.max(1024, rate * factor));
	}
}
