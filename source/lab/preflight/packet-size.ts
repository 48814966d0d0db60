import {type Finding} from '../events/finding.js';
import {largestPacket, type Demands} from './demands.js';
import {exactBytes} from './bytes.js';
import {numericVariable, type Readings} from './readings.js';

/**
Whether the server accepts a statement of that size: an oversized upload would otherwise end in a broken pipe halfway. The global value counts, since every run opens its own connection.
*/
export function checkPacketSize(
	readings: Readings,
	{statement}: Demands,
): readonly Finding[] {
	const what = 'max_allowed_packet';
	const needed = statement.packet;
	const allowed = numericVariable(readings, what);
	if (allowed === undefined) {
		return [{type: 'hidden', what, why: 'the server does not show it'}];
	}

	const value = exactBytes(allowed);
	if (needed <= allowed) {
		return [{type: 'ok', what, value, note: `needed: ${exactBytes(needed)}`}];
	}

	const problem = {
		type: 'stop',
		what,
		value,
		needed: exactBytes(needed),
		why: statement.packetWhy,
	} as const;
	if (needed > largestPacket) {
		return [
			{
				...problem,
				mend: {
					type: 'advice',
					instead: `${statement.fitting}: no server takes a larger packet`,
				},
			},
		];
	}

	return [
		{
			...problem,
			mend: {
				type: 'set',
				setting: {variable: what, value: largestPacket},
				instead: statement.smaller,
			},
		},
	];
}
