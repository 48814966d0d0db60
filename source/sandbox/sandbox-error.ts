/**
The sandbox is not available or could not be started.

`message` is for the user: what is wrong, and what to do about it.
*/
export class SandboxError extends Error {
	override readonly name = 'SandboxError';

	/** Whether trying another way to a server is pointless. */
	readonly isFinal: boolean;

	constructor(
		message: string,
		options: ErrorOptions & {readonly isFinal?: boolean} = {},
	) {
		super(message, options);
		this.isFinal = options.isFinal ?? false;
	}
}
