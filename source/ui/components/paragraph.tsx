import {type ReactNode} from 'react';
import {Text, Transform} from 'ink';
import {freeUnits} from '../keep-units.js';

type Props = {readonly children: ReactNode};

/** Sentences that may take several lines. When Ink breaks a line at a space, it puts the space at the beginning of the next one. What `keepUnits` joins stays together. */
export function Paragraph({children}: Props) {
	return (
		<Transform transform={line => freeUnits(withoutIndent(line))}>
			<Text>{children}</Text>
		</Transform>
	);
}

/** A line may begin with colour sequences. */
function withoutIndent(line: string): string {
	// eslint-disable-next-line no-control-regex -- The escape character.
	return line.replace(/^((?:\u001B\[[\d;]*m)*) +/, '$1');
}
