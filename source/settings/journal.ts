import {randomUUID} from 'node:crypto';
import {open, readdir, readFile, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {describeFileFailure} from '../file-failure.js';
import {makeFolders} from '../make-folders.js';
import {Refusal} from '../refusal.js';
import {
	settableVariables,
	type SettableVariable,
} from '../lab/events/finding.js';
import {isAlive, parseOwner, type Owner} from '../leftovers/owner.js';

/** A global setting that a lab changed. The values are the server's own text, since some are beyond 2^53. */
export type Change = {
	readonly variable: SettableVariable;
	readonly old: string;
	readonly new: string;
};

/** What one lab changed on one server, and has not put back. */
export type Entry = {
	readonly owner: Owner;
	/** See `readIdentity`. */
	readonly server: string;
	/** When, in ms since 1970. */
	readonly at: number;
	readonly changes: readonly Change[];
	/** The lab is done, but another one still needs the settings and puts them back. */
	readonly isLeft: boolean;
};

/** An entry and its file. */
export type Kept = {readonly file: string; readonly entry: Entry};

/** Thrown when the journal can't be written: then nothing may be changed. */
export class UnwrittenJournal extends Refusal {
	constructor(folder: string, error: unknown) {
		super(
			`--fix: the old values can't be saved in ${folder}: ${describeFileFailure(error)}. Set XDG_STATE_HOME to a writable folder.`,
			{cause: error},
		);
	}
}

/** The changes to put back, each lab's in its own file, so that labs never write the same one. */
export type Journal = {
	/** Every entry that can be read, the oldest first. */
	readonly read: () => Promise<readonly Kept[]>;
	/** Writes a new entry, to the disk. @returns Its file. @throws {UnwrittenJournal} */
	readonly add: (entry: Entry) => Promise<string>;
	/** Replaces an entry, or removes it when nothing is left to put back. @throws {UnwrittenJournal} */
	readonly replace: (kept: Kept) => Promise<void>;
};

/** Opens the journal of a folder, which need not exist. */
export function openJournal(folder: string): Journal {
	const write = async (file: string, entry: Entry) => {
		const unfinished = `${file}.${randomUUID()}`;
		const handle = await open(unfinished, 'wx', 0o600);
		try {
			try {
				await handle.writeFile(JSON.stringify(entry));
				await handle.sync();
			} finally {
				await handle.close();
			}

			await rename(unfinished, file);
		} catch (error: unknown) {
			await rm(unfinished, {force: true});
			throw error;
		}
	};

	return {
		async read() {
			const names = await readdir(folder).catch(() => []);
			const kept: Kept[] = [];
			for (const name of names.filter(name =>
				/^settings-[\da-f-]+\.json$/.test(name),
			)) {
				const file = path.join(folder, name);
				// It may be gone by now, if its lab has just put everything back.
				const text = await readFile(file, 'utf8').catch(() => '');
				const entry = parseEntry(text);
				if (entry) {
					kept.push({file, entry});
				}
			}

			return kept.toSorted((a, b) => a.entry.at - b.entry.at);
		},
		async add(entry) {
			const file = path.join(folder, `settings-${randomUUID()}.json`);
			try {
				await makeFolders(folder, 0o700);
				await write(file, entry);
			} catch (error: unknown) {
				throw new UnwrittenJournal(folder, error);
			}

			return file;
		},
		async replace({file, entry}) {
			try {
				await (entry.changes.length === 0
					? rm(file, {force: true})
					: write(file, entry));
			} catch (error: unknown) {
				throw new UnwrittenJournal(folder, error);
			}
		},
	};
}

/** Whether a lab that still runs needs what an entry has changed. */
export function isHeld({owner, isLeft}: Entry): boolean {
	return !isLeft && isAlive(owner);
}

/** Reads an entry; undefined if it is not one. Anything but a known setting with a number is left out: the values go into statements. */
export function parseEntry(text: string): Entry | undefined {
	const value = parse(text);
	if (
		typeof value !== 'object' ||
		value === null ||
		!('owner' in value && 'server' in value && 'at' in value) ||
		!('changes' in value && Array.isArray(value.changes))
	) {
		return undefined;
	}

	const owner = parseOwner(JSON.stringify(value.owner));
	return (
		owner && {
			owner,
			server: String(value.server),
			at: Number(value.at),
			isLeft: 'isLeft' in value && value.isLeft === true,
			changes: value.changes.flatMap((change: unknown) => toChange(change)),
		}
	);
}

function toChange(value: unknown): readonly Change[] {
	if (
		typeof value !== 'object' ||
		value === null ||
		!('variable' in value && 'old' in value && 'new' in value)
	) {
		return [];
	}

	const {old, new: changed} = value;
	const variable = settableVariables.find(name => name === value.variable);
	return variable !== undefined && isNumber(old) && isNumber(changed)
		? [{variable, old, new: changed}]
		: [];
}

function isNumber(value: unknown): value is string {
	return typeof value === 'string' && /^\d{1,20}$/.test(value);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
