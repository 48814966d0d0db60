/** What a sandbox is busy with while it is made ready. */
export type SandboxProgress = {
	/** What it is about, for a person, such as `MySQL 9.7.4 from Debian sid`. */
	readonly what: string;
	/** Time since the sandbox was asked for, in milliseconds. */
	readonly elapsed: number;
} & (
	| {
			/**
			- look: searching for an installed or cached server
			- update: reading the archive's list of packages
			- unpack: the packages have arrived and are being unpacked
			- initialise: the template of the data directory is being made, once for each server version
			- start: the data directory is being copied and the server started
			*/
			readonly step: 'look' | 'update' | 'unpack' | 'initialise' | 'start';
	  }
	| {
			/** The packages are being fetched; repeated while bytes arrive. */
			readonly step: 'download';
			/** Bytes on disk so far. */
			readonly done: number;
			/** Bytes altogether, as the archive announced them. */
			readonly total: number;
	  }
	| {
			/** One way to a server failed and the next one is taken. */
			readonly step: 'fallback';
			readonly reason: string;
	  }
);

type WithoutElapsed<Progress> = Progress extends unknown
	? Omit<Progress, 'elapsed'>
	: never;

/** Tells the caller of {@link startSandbox} what is going on; the clock is added here. */
export type Report = (progress: WithoutElapsed<SandboxProgress>) => void;

/** Makes a {@link Report} whose clock starts now. */
export function createReport(
	onProgress?: (progress: SandboxProgress) => void,
): Report {
	const start = performance.now();
	return progress => {
		onProgress?.({...progress, elapsed: performance.now() - start});
	};
}
