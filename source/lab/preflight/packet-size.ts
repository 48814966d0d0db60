import {formatBytes} from '../../format.js';
import {type RunPlan} from '../history/run-plan.js';
import {type Protocol} from '../upload/upload.js';
import {type Finding} from '../history/finding.js';
import {exactBytes, statementOverhead} from './bytes.js';
import {numericVariable, type Readings} from './readings.js';

/** The largest value that `max_allowed_packet` can have [manual]. */
const largestPacket = 1024 ** 3;

/** The `max_allowed_packet` that the insert of one file needs, in bytes. As text, a byte becomes two hexadecimal digits. */
function neededPacket(protocol: Protocol, size: number): number {
	return (protocol === 'text' ? 2 * size : size) + statementOverhead;
}

/**
Whether the server accepts a statement of that size: an oversized upload would otherwise end in a broken pipe halfway. The global value counts, since every run opens its own connection.
*/
export function checkPacketSize(
	readings: Readings,
	{protocol, size}: RunPlan,
): readonly Finding[] {
	const what = 'max_allowed_packet';
	const needed = neededPacket(protocol, size);
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
		why: `a file of ${formatBytes(size)} is one packet with the ${protocol} protocol`,
	} as const;
	if (needed > largestPacket) {
		const most = largestPacket - statementOverhead;
		const largestFile = protocol === 'text' ? Math.floor(most / 2) : most;
		return [
			{
				...problem,
				mend: {
					type: 'advice',
					instead: `choose a --size of at most ${largestFile} bytes: no server takes a larger packet`,
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
				instead: 'choose a smaller --size',
			},
		},
	];
}
