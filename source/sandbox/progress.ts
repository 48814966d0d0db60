/** What a starting sandbox is doing. */
export type SandboxProgress = {
	/** The server, for messages, such as `MySQL 9.7.4 from Debian sid`. */
	readonly what: string;
	/** Milliseconds since the start was requested. */
	readonly elapsed: number;
} & (
	| {
			/**
			- look: searching for an installed or cached server
			- update: downloading the archive's list of packages
			- unpack: unpacking the packages
			- initialise: creating the template of the data directory, once for each server version
			- start: copying the data directory and starting the server
			*/
			readonly step: 'look' | 'update' | 'unpack' | 'initialise' | 'start';
	  }
	| {
			/** Downloading the packages; repeated while bytes arrive. */
			readonly step: 'download';
			/** Bytes on disk so far. */
			readonly done: number;
			/** Total bytes, as the archive announced them. */
			readonly total: number;
	  }
	| {
			/** One way to a server failed, and the next one is tried. */
			readonly step: 'fallback';
			readonly reason: string;
	  }
);

type WithoutElapsed<Progress> = Progress extends unknown
	? Omit<Progress, 'elapsed'>
	: never;

/** Reports progress to the caller of {@link startSandbox}; the time is added here. */
export type Report = (progress: WithoutElapsed<SandboxProgress>) => void;

/** Creates a {@link Report} whose clock starts now. */
export function createReport(
	onProgress?: (progress: SandboxProgress) => void,
): Report {
	const start = performance.now();
	return progress => {
		onProgress?.({...progress, elapsed: performance.now() - start});
	};
}
