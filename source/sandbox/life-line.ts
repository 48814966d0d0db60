import {spawn} from 'node:child_process';
import {Socket} from 'node:net';
import process from 'node:process';
import {type Readable} from 'node:stream';

// The shell outlives Node, and the kernel closes Node's end of fd 3 however Node dies, so the command and its folder
// never stay behind. Ignoring the signals matters when a whole session ends (logout, systemd). `read` returns at end of
// file because nothing is ever written. Without job control a background command has no standard input, hence the
// detour through fd 4. setpriv (Linux, but not busybox) covers the death of the shell itself. The braces silence the
// shell's own report of a kill. USR1 goes to the whole process group: the guard, and whatever the command has started
// and not ended; they would ignore TERM too.
const script = `
folder=$1 remove=$2; shift 2
trap '' INT HUP TERM
exec 4<&0 </dev/null
if setpriv --pdeathsig KILL -- true 2>/dev/null; then
	setpriv --pdeathsig KILL -- "$@" <&4 3<&- 4<&- &
else
	"$@" <&4 3<&- 4<&- &
fi
command=$!
(read -r _ <&3; kill -KILL $command) 4<&- >/dev/null 2>&1 &
exec 3<&- 4<&-
{ wait $command; } 2>/dev/null; code=$?
trap '' USR1; kill -USR1 0
if [ -n "$folder" ] && { [ "$remove" = always ] || [ $code = 137 ]; }; then
	rm -rf "$folder" 2>/dev/null || { sleep 1; rm -rf "$folder"; }
fi
exit $code`;

/** The way a command on a life line ended. */
export type Ending = {
	/** Exit code of the command: 128 + n if signal n killed it, 127 if it could not be run. */
	readonly code: number;
	/** The end of its standard error. */
	readonly log: string;
};

/** A command that can't outlive this process. */
export type LifeLine = {
	/** Settles once the command is dead and, if requested, its folder is gone. Never rejects. */
	readonly ended: Promise<Ending>;
	/** The command's standard output so far. */
	output(): string;
	/** Kills the command (SIGKILL) and waits for {@link ended}. */
	cut(): Promise<Ending>;
	/** Stops the command from keeping Node's event loop alive. */
	release(): void;
};

export type LifeLineOptions = {
	/** A folder that is removed when the command is killed. */
	readonly folder?: string;
	/** `always`: the folder is removed however the command ends. */
	readonly remove?: 'always' | 'when-killed';
	/** A file descriptor for standard input; none by default. */
	readonly input?: number;
	readonly cwd?: string;
	readonly environment?: NodeJS.ProcessEnv;
};

const logLimit = 16_000;
const systemFolders = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin';

/**
Runs a command that dies with this process, whatever kills it, SIGKILL included.

The command runs in its own session, so Ctrl-C in the terminal does not reach it.
*/
export function startOnLifeLine(
	command: readonly string[],
	options: LifeLineOptions = {},
): LifeLine {
	const {folder = '', remove = 'when-killed', input = 'ignore'} = options;
	const child = spawn(
		'/bin/sh',
		['-c', script, 'kill-lab-life-line', folder, remove, ...command],
		{
			cwd: options.cwd,
			detached: true,
			env: commandEnvironment(options.environment ?? process.env),
			stdio: [input, 'pipe', 'pipe', 'pipe'],
		},
	);
	const line = child.stdio[3];
	const output = tail(child.stdout ?? undefined, Number.POSITIVE_INFINITY);
	const log = tail(child.stderr ?? undefined, logLimit);
	// The other end is gone if the command ended by itself: `ended` reports that.
	line?.on('error', ignore);

	const ended = new Promise<Ending>(resolve => {
		let failure = '';
		child.once('error', error => {
			failure = error.message;
			if (child.pid === undefined) {
				resolve({code: 127, log: failure});
			}
		});
		child.once('close', code => {
			resolve({code: code ?? 137, log: log() + failure});
		});
	});

	const streams = [child.stdout, child.stderr, line];
	return {
		ended,
		output,
		async cut() {
			child.ref();
			line?.destroy();
			return ended;
		},
		release() {
			child.unref();
			for (const stream of streams) {
				if (stream instanceof Socket) {
					stream.unref();
				}
			}
		},
	};
}

/** Messages in English, and the system's tools on the PATH, whatever the user's PATH is. */
function commandEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries([
		...Object.entries(environment),
		['LC_ALL', 'C'],
		['PATH', `${environment['PATH'] ?? ''}:${systemFolders}`],
	]);
}

function ignore(): void {
	// Nothing to do.
}

function tail(stream: Readable | undefined, limit: number): () => string {
	let text = '';
	stream?.setEncoding('utf8').on('data', (chunk: string) => {
		text = (text + chunk).slice(-limit);
	});
	return () => text;
}
