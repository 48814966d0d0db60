import path from 'node:path';
import process from 'node:process';
import {sweepStale} from '../leftovers/stale.js';
import {temporaryBases} from '../leftovers/temporary-base.js';
import {flavourName, type Flavour} from '../server/flavour.js';
import {hasTemplate, template, type Template} from './data-directory.js';
import {type ServerChoice} from './flavour.js';
import {usualFolders} from './installed-server.js';
import {namedProgram} from './named-program.js';
import {createReport, type Report, type SandboxProgress} from './progress.js';
import {providers} from './provider.js';
import {roomNote} from './room.js';
import {SandboxError} from './sandbox-error.js';
import {openCache, type Cache} from './server-cache.js';
import {startServer, type SandboxTcp} from './server-process.js';
import {type ServerProgram} from './server-program.js';

export {type ServerChoice} from './flavour.js';
export {type SandboxProgress} from './progress.js';
export {SandboxError} from './sandbox-error.js';
export {type SandboxTcp} from './server-process.js';

/** A private throwaway server. It dies with this process, however the process ends. */
export type Sandbox = {
	readonly flavour: Flavour;
	/** The plain number, such as `9.7.4`. */
	readonly version: string;
	/** What it is and where it came from, such as `MySQL 9.7.4 from Debian sid`. */
	readonly label: string;
	/** Path of the unix socket; the root account needs no password there. */
	readonly socketPath: string;
	/** The account: `root`. */
	readonly user: string;
	/** Address, account and password for TCP, if it was requested. */
	readonly tcp?: SandboxTcp;
	/** The server's folder; it is removed with the server. */
	readonly directory: string;
	/** What to know of it: that its disk is small, or why it is not the server that was expected, such as `MySQL is not available: …. Using MariaDB 10.11.18 instead.`. */
	readonly note?: string;
	/**
	Settles once the server is dead and its folder is gone. `isExpected` is false if anything but
	{@link Sandbox.stop} ended it; `log` is the end of the server's log. Never rejects.
	*/
	readonly ended: Promise<{
		readonly isExpected: boolean;
		readonly log: string;
	}>;
	/** Kills the server and removes its folder; settles once both are gone. May be called again. */
	stop(): Promise<void>;
};

export type SandboxOptions = {
	/** The only servers to accept. Absent: MySQL before MariaDB, but one that is on this machine before a download. */
	readonly choice?: ServerChoice | undefined;
	/** The server program to use; by default the one in the environment variable `KILL_LAB_SERVER`, if it is set. */
	readonly serverPath?: string | undefined;
	/** Aborts the start: nothing is left, and the promise rejects with the signal's reason. */
	readonly signal?: AbortSignal | undefined;
	readonly onProgress?: (progress: SandboxProgress) => void;
	/** More server options, such as `--log-bin=binlog`; they override the sandbox's own. */
	readonly serverOptions?: readonly string[];
	/** Also listen on the loopback interface, on a free port and with a random password. */
	readonly tcp?: boolean;
	/** Replaces `process.env`. */
	readonly environment?: NodeJS.ProcessEnv;
	/** Where to look for installed servers besides the PATH; by default the usual places. */
	readonly installFolders?: readonly string[];
};

/**
Starts a private throwaway server: unix socket only, no password, no binary log, nothing durable.

It uses an installed server, otherwise a cached one, otherwise one downloaded from the archive of the machine's
distribution. Its data directory is a copy of a template that is created once.

@throws {SandboxError} if no server is available or could be started; the message says what to do.
@throws The reason of `signal` if it aborts.
*/
export async function startSandbox(
	options: SandboxOptions = {},
): Promise<Sandbox> {
	const {choice, signal, environment = process.env} = options;
	const report = createReport(options.onProgress);
	const cache = openCache(environment);
	const serverPath = namedProgram(options.serverPath, environment)?.value;
	if (process.platform === 'win32') {
		throw new SandboxError(
			noServerMessage(['The sandbox needs Linux or macOS']),
		);
	}

	await Promise.all(
		temporaryBases(environment).map(async base => sweepStale(base)),
	);

	const failures: string[] = [];
	const ways = providers({
		choice,
		serverPath,
		cache,
		environment,
		installFolders: options.installFolders ?? usualFolders,
		report,
		signal,
	});
	for await (const {name, get} of ways) {
		signal?.throwIfAborted();
		let program: ServerProgram;
		let data: Template;
		try {
			program = await get();
			data = await readyTemplate(program, {
				cache,
				report,
				environment,
				signal,
			});
		} catch (error) {
			signal?.throwIfAborted();
			if (error instanceof SandboxError && error.isFinal) {
				throw error;
			}

			const reason = error instanceof Error ? error.message : String(error);
			failures.push(`${name} is not available: ${reason}`);
			report({step: 'fallback', what: name, reason});
			continue;
		}

		report({step: 'start', what: program.label});
		try {
			return await startWith(program, data.folder, failures, {
				...options,
				environment,
			});
		} finally {
			await data.discard();
		}
	}

	throw new SandboxError(noServerMessage(failures));
}

async function startWith(
	program: ServerProgram,
	data: string,
	failures: readonly string[],
	options: SandboxOptions & {readonly environment: NodeJS.ProcessEnv},
): Promise<Sandbox> {
	const {flavour, version, label} = program;
	const server = await startServer({
		program,
		template: data,
		hasTcp: options.tcp ?? false,
		serverOptions: options.serverOptions ?? [],
		environment: options.environment,
		signal: options.signal,
	});
	const {directory, socketPath, tcp} = server;
	const tight = await roomNote(path.dirname(directory));
	const notes = [
		...(failures.length > 0
			? [
					`${oneLine(failures.join('. '))}. Using ${flavourName(flavour)} ${version} instead.`,
				]
			: []),
		...(tight === undefined ? [] : [tight]),
	];
	let isExpected = false;
	let stopping: Promise<void> | undefined;
	return {
		flavour,
		version,
		label,
		socketPath,
		user: 'root',
		...(tcp && {tcp}),
		directory,
		...(notes.length > 0 && {note: notes.join(' ')}),
		ended: server.ended.then(({log}) => ({isExpected, log})),
		async stop() {
			isExpected = true;
			stopping ??= server.stop();
			return stopping;
		},
	};
}

async function readyTemplate(
	program: ServerProgram,
	{
		cache,
		report,
		environment,
		signal,
	}: {
		readonly cache: Cache;
		readonly report: Report;
		readonly environment: NodeJS.ProcessEnv;
		readonly signal?: AbortSignal | undefined;
	},
): Promise<Template> {
	if (!(await hasTemplate(program, cache))) {
		report({step: 'initialise', what: program.label});
	}

	return template(program, cache, environment, signal);
}

function noServerMessage(failures: readonly string[]): string {
	return [
		'No server is available for the sandbox.',
		...failures,
		'Install one (package mysql-server or mariadb-server; with Homebrew mysql or mariadb) and try again, or name a running one with -h HOST -u USER or -S SOCKET.',
	].join('\n');
}

function oneLine(text: string): string {
	return text.replaceAll(/\s+/g, ' ');
}
