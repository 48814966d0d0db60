import {type ReactNode} from 'react';
import {Text, Transform} from 'ink';

type Props = {readonly children: ReactNode};

/** Sentences that may take several lines. Ink leaves the space at which it breaks a line at the beginning of the next one. */
export function Paragraph({children}: Props) {
	return (
		<Transform transform={withoutIndent}>
			<Text>{children}</Text>
		</Transform>
	);
}

/** A line may begin with the sequences that colour it. */
function withoutIndent(line: string): string {
	// eslint-disable-next-line no-control-regex -- The escape character.
	return line.replace(/^((?:\u001B\[[\d;]*m)*) +/, '$1');
}
