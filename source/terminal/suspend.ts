import process from 'node:process';

/**
Gives the terminal back when the program is suspended, and takes it again when it continues. Meanwhile a shell restores its own terminal modes, so the terminal is also taken again after a SIGSTOP, which can't be caught.

@param give - Gives the terminal back. It must have its own time limit.
@param take - Takes it, as if it had been given back.
@returns A function that ends this.
*/
export function handleSuspension(
	give: () => Promise<void>,
	take: () => void,
): () => void {
	const stop = async () => {
		await give();
		process.kill(process.pid, 'SIGSTOP');
	};

	const suspend = () => {
		void stop();
	};

	process.on('SIGTSTP', suspend);
	process.on('SIGCONT', take);
	return () => {
		process.off('SIGTSTP', suspend);
		process.off('SIGCONT', take);
	};
}
