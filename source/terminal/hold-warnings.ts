import process from 'node:process';

/**
Keeps Node's own warnings off the terminal while a picture is on it: Node writes them there past everything, and the picture scrolls away.

@returns Lets Node write them now, and those to come at once.
*/
export function holdWarnings(): () => void {
	const usual = process.listeners('warning');
	const held: Error[] = [];
	const hold = (warning: Error) => {
		held.push(warning);
	};

	process.removeAllListeners('warning');
	process.on('warning', hold);
	return () => {
		process.off('warning', hold);
		for (const listener of usual) {
			process.on('warning', listener);
		}

		for (const warning of held) {
			process.emit('warning', warning);
		}
	};
}
