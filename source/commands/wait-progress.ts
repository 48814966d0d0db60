import {type WriteStream} from 'node:tty';
import cliTruncate from 'cli-truncate';
import {type EventSource} from '../lab/history/event-log.js';
import {waitLine} from '../wording/wait-words.js';

/** The width without a terminal: lines in a file may be long. */
const anyWidth = 1000;

const eraseLine = '\r\u001B[K';

/** Between two drawings of the changing line, in ms. */
const tick = 500;

/**
Reports the waits of a log before there is a screen, and where no lines are printed: on a terminal in one changing line, otherwise in a line for each piece of news.

@returns To be called once something else reports them.
*/
export function startWaitProgress(
	log: EventSource,
	stream: WriteStream,
): () => void {
	let isShown = false;

	const erase = () => {
		if (isShown) {
			stream.write(eraseLine);
			isShown = false;
		}
	};

	const draw = () => {
		const wait = log.state().waits?.at(-1);
		if (!wait) {
			erase();
			return;
		}

		const width = (stream.columns || anyWidth) - 1;
		const line = cliTruncate(waitLine(wait, log.now(), width), width);
		stream.write(stream.isTTY ? `${eraseLine}${line}` : `${line}\n`);
		isShown = stream.isTTY;
	};

	const unsubscribe = log.subscribe(({type}) => {
		if (type.startsWith('wait-')) {
			draw();
		}
	});
	const timer = setInterval(() => {
		if (isShown) {
			draw();
		}
	}, tick);
	timer.unref();

	return () => {
		clearInterval(timer);
		unsubscribe();
		erase();
	};
}
