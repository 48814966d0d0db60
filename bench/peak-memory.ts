import {readFileSync} from 'node:fs';

/** The peak of a process's memory so far, in bytes. */
export function peakMemory(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(status) ?? [];
	return Number(kilobytes) * 1024;
}
