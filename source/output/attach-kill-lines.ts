import {formatDuration} from '../format.js';
import {type KillEvent} from '../lab/attach/kill-event.js';
import {describeFailure} from '../wording/words.js';
import {
	describeProgress,
	describeProof,
	describeVictim,
	type AttachKillDocument,
} from './attach-kill.js';

/** A wait that goes on is told again after this long, in ms. */
const toldAgain = 5000;

/**
Tells a kill of somebody's connection line by line, each with the seconds since the start.

@param began - The start, in ms on the program's clock.
@returns What to print for an event; empty: nothing new.
*/
export function killLines(
	{product, address}: Pick<AttachKillDocument, 'product' | 'address'>,
	began: number,
): (event: KillEvent) => string {
	let toldAt = Number.NEGATIVE_INFINITY;
	const line = (at: number, text: string) =>
		`${((at - began) / 1000).toFixed(3).padStart(9)}  ${text}\n`;
	return event => {
		switch (event.type) {
			case 'victim': {
				const {first} = event;
				return [
					line(began, `${product} · ${address}`),
					line(
						first.at,
						`connection ${first.thread.connection.id} · ${describeVictim(first)}`,
					),
				].join('');
			}

			case 'sent': {
				const {statement, sentAt, answeredAt, refused} = event.kill;
				toldAt = answeredAt;
				return [
					refused
						? line(
								sentAt,
								`${refused.statement} was refused: ${describeFailure(refused.failure)}`,
							)
						: '',
					line(sentAt, `${statement} is sent`),
					line(
						answeredAt,
						`the server has accepted it after ${formatDuration(answeredAt - sentAt)}: the flag is set, and no more is known`,
					),
				].join('');
			}

			case 'looked': {
				const {last} = event.proving;
				if (!last || last.at - toldAt < toldAgain) {
					return '';
				}

				toldAt = last.at;
				return line(last.at, describeProgress(event.proving));
			}

			case 'judged': {
				const {proving, proof} = event;
				return line(proving.last?.at ?? began, describeProof(proving, proof));
			}
		}
	};
}
