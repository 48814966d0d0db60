/** The least time between two looks at InnoDB's transactions, in ms. */
export const transactionPause = 200;

/** The pauses grow with the time that an end takes to show: this share of it, but no more than so many ms. */
const share = 0.25;
const longest = 1000;

/**
The pause before the next look for the end of a connection or a transaction, in ms. Pure.

InnoDB draws a new picture of its transactions only if nobody has looked for 100 ms [server's source]. If several labs, or a lab and a monitor, look at one server, no pause may be long enough: what has ended is shown for as long as all go on [measured: three labs on MariaDB 10.11, for 40 s]. So each one waits the longer the longer it has waited.

@param waited - In ms, so far.
*/
export function endPause(waited: number): number {
	return Math.max(transactionPause, Math.min(share * waited, longest));
}
