import {attachCommand, type AttachCommand} from '../../keys/attach-keys.js';
import {type AttachActivity} from '../../keys/attach-activity.js';
import {type Drawing} from '../../drawing/mount.js';
import {type AttachLog} from '../../lab/attach/attach-log.js';
import {provedFrom} from '../../lab/attach/attach-state.js';
import {type Condition} from '../../lab/attach/filter.js';
import {type KillKind} from '../../lab/events/kill.js';
import {toCopy} from '../../output/attach-report.js';
import {copyAndSay} from '../copy-key.js';
import {type Key} from '../../terminal/key.js';
import {type Screen} from '../../terminal/screen.js';
import {
	choose,
	nothingChosen,
	selectableIds,
	selectedLine,
	type AttachChoice,
	type AttachChosen,
} from '../../ui/attach/attach-chosen.js';
import {attachHelp} from '../../ui/attach/attach-help.js';
import {listRoom} from '../../ui/attach/list-lines.js';
import {layOut} from '../../ui/layout.js';
import {pagesOf} from '../../ui/help-pages.js';
import {createFilterLine} from './filter-line.js';
import {toIso} from './iso-time.js';
import {type AttachSession} from './session.js';

/** What the keys of attach do. */
export type AttachBindings = {
	readonly onKey: (key: Key) => void;
	/** Whether a line is being typed: then keys are text. */
	readonly isTyping: () => boolean;
};

const kinds = {
	'kill-query': 'query',
	'kill-connection': 'connection',
} as const satisfies Partial<Record<AttachCommand, KillKind>>;

/** Whether a key leaves an armed kill as it is: any other key shows that the person is somewhere else. */
function keepsArmed(command: AttachCommand): boolean {
	return ['kill-query', 'kill-connection', 'close', 'copy', 'redraw'].includes(
		command,
	);
}

/** Binds the keys: from a key's bytes to the socket in one turn of the event loop, without React. */
export function bindKeys({
	session,
	log,
	view,
	screen,
	leave,
	filter,
}: {
	readonly session: AttachSession;
	readonly log: AttachLog;
	readonly view: Drawing<AttachActivity, AttachChosen>;
	readonly screen: Pick<
		Screen,
		'columns' | 'copy' | 'isShown' | 'redraw' | 'rows'
	>;
	readonly leave: AbortController;
	/** Of the command line. */
	readonly filter: {
		readonly text: string;
		readonly conditions: readonly Condition[];
	};
}): AttachBindings {
	let chosen: AttachChosen = {
		...nothingChosen,
		filterText: filter.text,
		filter: filter.conditions,
	};
	const show = (next: AttachChosen) => {
		chosen = next;
		view.setChosen(chosen);
	};

	show(chosen);

	const close = () => {
		show({...chosen, panel: {type: 'none'}});
	};

	const isTyping = () => chosen.panel.type === 'filter';
	const filterLine = createFilterLine({
		show({text, cursor}, why) {
			show({...chosen, panel: {type: 'filter', text, cursor, why}});
		},
		close,
		take(filterText, conditions) {
			close();
			show({...chosen, view: 'list', filterText, filter: conditions});
		},
	});

	const change = (command: AttachChoice) => {
		show(
			choose(chosen, command, {
				ids: selectableIds(log.state(), chosen),
				room: listRoom(screen.rows() - 1),
				helpPages: pagesOf(attachHelp, screen.rows() - 1).length,
			}),
		);
	};

	const attachToChosen = () => {
		const ids = selectableIds(log.state(), chosen);
		const id = ids[selectedLine(ids, chosen)];
		if (id === undefined) {
			view.say('There is no connection to attach to');
			return;
		}

		// Whoever comes back finds it where it was.
		show({...chosen, panel: {type: 'none'}, selected: id});
		session.attach(id);
		view.draw();
	};

	/** From what stands in front to what is behind it. */
	const goBack = () => {
		const {victim} = log.state();
		if (victim?.armed) {
			session.letGo();
			view.draw();
		} else if (chosen.panel.type !== 'none' || !victim) {
			change('close');
		} else if (provedFrom(victim)) {
			view.say('What the kill did is not proved yet; ^C quits all the same');
		} else {
			session.detach();
			view.draw();
		}
	};

	/** Whether the list is on the screen, and no connection. */
	const isInList = () => log.state().victim === undefined;

	/** Why a kill that is pressed could not be seen before it is sent. */
	const whyUnseen = () => {
		const {type} = layOut(screen.columns(), screen.rows());
		return type === 'too-small'
			? 'Nothing is killed on so small a terminal: it would not be seen'
			: chosen.panel.type === 'none'
				? undefined
				: 'Nothing is killed behind the help: Esc closes it';
	};

	const act = (command: AttachCommand, keyAt: number) => {
		if (!keepsArmed(command)) {
			session.letGo();
		}

		switch (command) {
			case 'kill-query':
			case 'kill-connection': {
				const why = whyUnseen() ?? session.press(kinds[command], keyAt);
				if (why !== undefined) {
					view.say(why);
				} else if (log.state().victim?.armed) {
					// What an earlier key was told does not stand beside it.
					show(chosen);
				}

				break;
			}

			case 'confirm': {
				if (isInList()) {
					attachToChosen();
				}

				break;
			}

			case 'filter': {
				if (isInList()) {
					filterLine.open(chosen.filterText);
				}

				break;
			}

			case 'close': {
				goBack();
				break;
			}

			case 'copy': {
				const copied = toCopy(log.state(), toIso);
				if (copied) {
					copyAndSay(copied, {screen, view});
				}

				break;
			}

			case 'redraw': {
				screen.redraw();
				break;
			}

			case 'leave': {
				leave.abort();
				break;
			}

			case 'help': {
				change(command);
				break;
			}

			case 'up':
			case 'down':
			case 'page-up':
			case 'page-down':
			case 'first':
			case 'last':
			case 'tree': {
				if (isInList() && chosen.panel.type === 'none') {
					change(command);
				}

				break;
			}
		}
	};

	return {
		onKey(key) {
			const keyAt = log.now();
			const command = attachCommand(key);
			// Before there is a picture, only Ctrl-C does anything.
			if (command !== 'leave' && !screen.isShown()) {
				return;
			}

			if (isTyping() && command !== 'leave' && command !== 'redraw') {
				filterLine.press(key, command);
			} else if (command === undefined) {
				session.letGo();
			} else {
				act(command, keyAt);
			}
		},
		isTyping,
	};
}
