import process from 'node:process';

/** Sentences about what would stay on the user's server if the program ended now. */
export type LeftBehind = {
	readonly sentences: Set<string>;
	/** Says them on standard error, each once. */
	readonly say: () => void;
};

/** Begins with nothing left behind. */
export function createLeftBehind(): LeftBehind {
	const sentences = new Set<string>();
	return {
		sentences,
		say() {
			for (const sentence of sentences) {
				process.stderr.write(`${sentence}\n`);
			}

			sentences.clear();
		},
	};
}
