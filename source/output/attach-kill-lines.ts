import {formatDuration} from '../format.js';
import {type AttachEvent} from '../lab/attach/attach-event.js';
import {type AttachState} from '../lab/attach/attach-state.js';
import {
	describeProgress,
	describeProof,
	describeVictim,
} from '../wording/proof-words.js';
import {doing, formatSeconds} from '../wording/listing-words.js';
import {printable} from '../printable.js';
import {describeFailure} from '../wording/words.js';
import {type ProvedKill} from './attach-kill.js';

/** A wait that goes on is told again after this long, in ms. */
const toldAgain = 5000;

/** A kill of somebody's connection, told line by line. */
export type KillLines = {
	/** What to print for an event; empty: nothing new. */
	readonly tell: (event: AttachEvent, state: AttachState) => string;
	/** The last line. */
	readonly judge: (proved: ProvedKill) => string;
};

/**
Tells a kill of somebody's connection line by line, each with the seconds since the start.

@param began - The start, in ms on the program's clock.
@param when - What it waits for before the kill; absent: nothing.
*/
export function killLines(began: number, when = ''): KillLines {
	let toldAt = Number.NEGATIVE_INFINITY;
	const line = (at: number, text: string) =>
		`${((at - began) / 1000).toFixed(3).padStart(9)}  ${text}\n`;
	return {
		tell(event, {victim}) {
			const {at} = event;
			switch (event.type) {
				case 'opened': {
					const {product, address} = event.server;
					return line(at, `${product} · ${address}`);
				}

				case 'looked': {
					const {look} = event;
					if (look === victim?.first) {
						return line(
							look.at,
							`connection ${victim.connectionId} · ${describeVictim(victim.first)}`,
						);
					}

					if (!victim?.proving || look.at - toldAt < toldAgain) {
						return '';
					}

					toldAt = look.at;
					return line(look.at, describeProgress(victim.proving));
				}

				case 'listed': {
					const row = event.listing.connections.find(
						({id}) => id === victim?.connectionId,
					);
					if (!row || at - toldAt < toldAgain) {
						return '';
					}

					toldAt = at;
					return line(
						at,
						`waits for ${printable(when)}: ${doing(row)} for ${formatSeconds(row.seconds)}`,
					);
				}

				case 'kill-sent': {
					toldAt = at;
					return line(at, `${event.statement} is sent`);
				}

				case 'kill-rerouted': {
					const refused = victim?.kills.at(-1)?.refused?.statement;
					return [
						line(
							at,
							`${refused} was refused: ${describeFailure(event.failure)}`,
						),
						line(at, `${event.statement} is sent`),
					].join('');
				}

				case 'kill-accepted': {
					const sentAt = victim?.kills.at(-1)?.sentAt ?? at;
					return line(
						at,
						`the server has accepted it after ${formatDuration(at - sentAt)}: the flag is set, and no more is known`,
					);
				}

				default: {
					return '';
				}
			}
		},
		judge: ({proving, proof}) =>
			line(proving.last?.at ?? began, describeProof(proving, proof)),
	};
}
