import {type Failure} from '../../server/failure.js';
import {type Flavour} from '../../server/flavour.js';
import {type KillKind, type KillRoute} from '../events/kill.js';
import {type Listing} from './listing.js';
import {type FirstLook, type VictimLook} from './victim.js';
import {type VictimDetails} from './victim-details.js';

/** The server that attach looks at. */
export type AttachServer = {
	/** With its version. */
	readonly product: string;
	readonly flavour: Flavour;
	readonly address: string;
	/** The account that looks and kills, as GRANT names it. */
	readonly account: string;
};

/** What happens while somebody's server is looked at. Times are ms on the program's clock. */
export type AttachEventBody =
	/** It can be used. */
	| {
			readonly type: 'opened';
			readonly server: AttachServer;
			readonly route: KillRoute;
			/** Nothing is killed, whatever is pressed. */
			readonly isWatchOnly: boolean;
	  }
	/** All connections were looked at. */
	| {
			readonly type: 'listed';
			readonly listing: Listing;
			/** Until the next time, in ms. */
			readonly pause: number;
	  }
	/** A connection was chosen. */
	| {readonly type: 'attached'; readonly connectionId: string}
	/** Nobody is watched any more. @see why - Absent: the person left it. */
	| {readonly type: 'detached'; readonly why?: string}
	/** The victim was looked at. */
	| {readonly type: 'looked'; readonly look: VictimLook}
	/** What a KILL CONNECTION would end, and who the client says it is. */
	| {readonly type: 'detailed'; readonly details: VictimDetails}
	/** The first press of a key that kills. */
	| {readonly type: 'armed'; readonly kind: KillKind}
	/** A look that began after it found the same client. */
	| {readonly type: 'confirmed'; readonly look: FirstLook}
	/** It was let go: by the person, or for a reason. */
	| {readonly type: 'let-go'; readonly why?: string}
	| {
			readonly type: 'kill-sent';
			readonly kind: KillKind;
			readonly statement: string;
			/** When the key was read; absent: no key. */
			readonly keyAt?: number;
	  }
	/** The server refused that statement, and gets another one. */
	| {
			readonly type: 'kill-rerouted';
			readonly failure: Failure;
			readonly statement: string;
	  }
	/** The server has accepted it: a flag is set. */
	| {readonly type: 'kill-accepted'}
	| {readonly type: 'kill-refused'; readonly why: string}
	/** The server can't be reached, so nothing can be killed. */
	| {readonly type: 'lost'; readonly why: string}
	| {readonly type: 'back'};

/** One of them, with its time. */
export type AttachEvent = AttachEventBody & {readonly at: number};
