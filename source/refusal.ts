/** Thrown when the lab will not or cannot continue. The message is for the user: what is wrong and what to do. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
}
