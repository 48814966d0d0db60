/** What the program is at: waiting for `s`, a run, after a run, or cleaning up before it ends. */
export type Activity = 'waiting' | 'running' | 'over' | 'leaving';
