import {readFileSync} from 'node:fs';
import {describeReadFailure} from '../../file-failure.js';
import {
	claimsSchema,
	serversIn,
	type ClaimLine,
	type ServerClaims,
} from '../../lab/claims/claim-line.js';
import {isOfTypes, parseLine} from '../../output/json-lines.js';
import {Refusal} from '../../refusal.js';

const lineTypes: Readonly<Record<ClaimLine['type'], true>> = {
	claims: true,
	claim: true,
};

/**
Reads what `kill-lab claims --json` has written.

@throws {Refusal} when it can't be read, or is no such file.
*/
export function readClaimsFile(path: string): readonly ServerClaims[] {
	const lines = read(path)
		.split('\n')
		.filter(text => text !== '')
		.map((text, index) => {
			const line = parseLine(text);
			if (!isClaimLine(line) || (index === 0 && line.type !== 'claims')) {
				throw new Refusal(
					`Line ${index + 1} of ${path} is none that kill-lab claims --json writes.`,
				);
			}

			if (line.type === 'claims' && line.schema !== claimsSchema) {
				throw new Refusal(
					`${path} was made by another version of kill-lab: its schema is ${line.schema}, and this version reads ${claimsSchema}.`,
				);
			}

			return line;
		});
	if (lines.length === 0) {
		throw new Refusal(`${path} is empty: nothing was tested.`);
	}

	return serversIn(lines);
}

/** Checks only the type; the rest follows from the schema's version. */
function isClaimLine(value: unknown): value is ClaimLine {
	return isOfTypes(value, lineTypes);
}

function read(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error: unknown) {
		throw new Refusal(`${path} can't be read: ${describeReadFailure(error)}.`, {
			cause: error,
		});
	}
}
