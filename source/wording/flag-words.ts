import {type FlagUse} from '../lab/workloads/facts/contract.js';

/** What becomes of the flag that a KILL QUERY sets, as words to put after it. */
export const flagWords: Readonly<Record<FlagUse, string>> = {
	cleared: 'cleared before anybody looks at it',
	unclear: 'cleared, or seen already',
	seen: 'seen before an OK can be returned',
	checked: 'looked at again and again',
	ignored: 'not looked at any more',
};
