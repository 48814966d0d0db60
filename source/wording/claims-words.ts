import {answers} from '../lab/claims/contract.js';
import {type ServerClaims} from '../lab/claims/claim-line.js';

/** How many claims hold on a server, as a sentence. Pure. */
export function tallyWords({began, tested}: ServerClaims): string {
	const counts = answers.flatMap(answer => {
		const number = tested.filter(one => one.answer === answer).length;
		return number === 0 ? [] : [`${answer}: ${number}`];
	});
	return `${began.server.product}: ${counts.join(', ') || 'nothing was tested'}.`;
}
