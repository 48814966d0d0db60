/** A rectangle, in the units of the picture. */
export type Box = {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
};

const corner = 6;

/** The lines of a character, from the centre of its cell to its sides. */
type Arm = 'left' | 'right' | 'up' | 'down';

const arms: ReadonlyMap<string, readonly Arm[]> = new Map([
	['─', ['left', 'right']],
	['│', ['up', 'down']],
	['┌', ['right', 'down']],
	['┐', ['left', 'down']],
	['└', ['right', 'up']],
	['┘', ['left', 'up']],
	['├', ['up', 'down', 'right']],
	['┤', ['up', 'down', 'left']],
	['┬', ['left', 'right', 'down']],
	['┴', ['left', 'right', 'up']],
	['┼', ['left', 'right', 'up', 'down']],
]);

/**
Draws a border character as the `d` of a path that reaches the sides of its cell, so that borders are closed in any font.

@returns `undefined` for any other character.
*/
export function borderPath(text: string, box: Box): string | undefined {
	// In the middle of a pixel, so that a one-pixel line is sharp.
	const x = Math.floor((box.left + box.right) / 2) + 0.5;
	const y = Math.floor((box.top + box.bottom) / 2) + 0.5;
	const ends: Readonly<Record<Arm, string>> = {
		left: `H${box.left.toFixed(1)}`,
		right: `H${box.right.toFixed(1)}`,
		up: `V${box.top}`,
		down: `V${box.bottom}`,
	};

	switch (text) {
		case '╭': {
			return `M${x} ${box.bottom}V${y + corner}q0 ${-corner} ${corner} ${-corner}${ends.right}`;
		}

		case '╮': {
			return `M${x} ${box.bottom}V${y + corner}q0 ${-corner} ${-corner} ${-corner}${ends.left}`;
		}

		case '╰': {
			return `M${x} ${box.top}V${y - corner}q0 ${corner} ${corner} ${corner}${ends.right}`;
		}

		case '╯': {
			return `M${x} ${box.top}V${y - corner}q0 ${corner} ${-corner} ${corner}${ends.left}`;
		}

		default: {
			return arms
				.get(text)
				?.map(arm => `M${x} ${y}${ends[arm]}`)
				.join('');
		}
	}
}
