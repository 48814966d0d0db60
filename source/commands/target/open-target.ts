import {rm} from 'node:fs/promises';
import os from 'node:os';
import process from 'node:process';
import {describeFileFailure} from '../../file-failure.js';
import {type Target} from '../../options/target.js';
import {createOwnedFolder} from '../../leftovers/owned-folder.js';
import {Refusal} from '../../refusal.js';
import {
	SandboxError,
	startSandbox,
	type SandboxProgress,
} from '../../sandbox/sandbox.js';
import {sweepStale} from '../../leftovers/stale.js';
import {temporaryBases} from '../../leftovers/temporary-base.js';
import {describeAddress, type Server} from '../../server/address.js';

/** A server that is ready for connections. */
export type OpenTarget = {
	readonly server: Server;
	/** What the screen calls it. */
	readonly address: string;
	/** What to know of it: why it is not the server that one would expect, or that its disk is small. */
	readonly note?: string;
	/** Whether the server is thrown away at the end, with all its data. */
	readonly isThrowaway: boolean;
	/** A folder for files that does not outlive this process for long: a sandbox's is removed with it, and any other by the next lab at the latest. */
	readonly temporaryFolder: string;
	/** Stops the throwaway server, and removes the folder. */
	readonly close: () => Promise<void>;
};

/** @throws {Refusal} */
function makeTemporaryFolder(): string {
	const base = os.tmpdir();
	try {
		return createOwnedFolder(base);
	} catch (error: unknown) {
		throw new Refusal(
			`The lab can't create a folder for its files in ${base}: ${describeFileFailure(error)}. Set TMPDIR to a writable folder.`,
			{cause: error},
		);
	}
}

/**
Starts the sandbox, or names the user's server.

@throws {Refusal} when no sandbox is available; the signal's reason when it is aborted.
*/
export async function openTarget(
	target: Target,
	signal: AbortSignal,
	onProgress: (progress: SandboxProgress) => void,
): Promise<OpenTarget> {
	if (target.type === 'named') {
		const {server} = target;
		await Promise.all(
			temporaryBases(process.env).map(async base => sweepStale(base)),
		);
		const temporaryFolder = makeTemporaryFolder();
		return {
			server,
			address: describeAddress(server.address),
			isThrowaway: false,
			temporaryFolder,
			async close() {
				await rm(temporaryFolder, {recursive: true, force: true});
			},
		};
	}

	const {choice, program} = target;
	const sandbox = await startSandbox({
		choice,
		serverPath: program,
		signal,
		onProgress,
	}).catch((error: unknown) => {
		throw error instanceof SandboxError
			? new Refusal(error.message, {cause: error})
			: error;
	});
	return {
		server: {
			address: {type: 'socket', path: sandbox.socketPath},
			user: sandbox.user,
		},
		address: 'sandbox',
		...(sandbox.note !== undefined && {note: sandbox.note}),
		isThrowaway: true,
		temporaryFolder: sandbox.directory,
		async close() {
			await sandbox.stop();
		},
	};
}
