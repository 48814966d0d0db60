import {type Proof, type Proving, type SentKill} from './proof.js';
import {type FirstLook} from './victim.js';

/** How a kill went on. */
export type KillEvent =
	| {readonly type: 'victim'; readonly first: FirstLook}
	| {readonly type: 'sent'; readonly kill: SentKill}
	| {readonly type: 'looked'; readonly proving: Proving}
	| {readonly type: 'judged'; readonly proving: Proving; readonly proof: Proof};
