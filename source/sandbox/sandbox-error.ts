/**
The sandbox is not available or could not be started.

`message` is one text for a person: what is wrong, and what to do about it.
*/
export class SandboxError extends Error {
	override readonly name = 'SandboxError';

	/** Whether no other way to a server can help. */
	readonly isFinal: boolean;

	constructor(
		message: string,
		options: ErrorOptions & {readonly isFinal?: boolean} = {},
	) {
		super(message, options);
		this.isFinal = options.isFinal ?? false;
	}
}
