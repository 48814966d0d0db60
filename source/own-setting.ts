import {type Choice, type Origin, type Sourced} from './origin.js';

/** A setting of the program's own: what decides how it connects and what it does. JSON-friendly. */
export type OwnSetting = {
	/** As its option is called, without the dashes, or a few words. */
	readonly name: string;
	/** As text. Of a password only what it is: `***`, `none`, or `asked for`. */
	readonly value: string;
	readonly origin: Origin;
	/** What the value won over, the next best first; absent: nothing. */
	readonly overrides?: readonly Origin[];
	/** Why it means nothing here; absent: it counts. */
	readonly unused?: string;
};

/** A setting whose value was chosen. @param tell - The value as text; absent: as it is. */
export function ownSetting<Value>(
	name: string,
	{value, origin, overrides = []}: Sourced<Value> & Partial<Choice<Value>>,
	tell: (value: Value) => string = String,
): OwnSetting {
	return {
		name,
		value: tell(value),
		origin,
		...(overrides.length > 0 && {
			overrides: overrides.map(overridden => overridden.origin),
		}),
	};
}
