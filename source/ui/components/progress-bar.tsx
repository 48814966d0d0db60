import {Text} from 'ink';

type Props = {
	/** 0 to 1. */
	readonly part: number;
	/** Cells. */
	readonly width: number;
};

/** A bar that fills from the left. */
export function ProgressBar({part, width}: Props) {
	const full = Math.round(Math.min(1, Math.max(0, part)) * width);

	return (
		<Text>
			<Text color="cyan">{'█'.repeat(full)}</Text>
			<Text dimColor>{'░'.repeat(width - full)}</Text>
		</Text>
	);
}
