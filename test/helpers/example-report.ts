import {sittingOf} from '../../source/lab/history/sitting.js';
import {describeSitting} from '../../source/output/report.js';
import {version} from '../../source/version.js';
import {readRecording} from './whole-recording.js';

/** Two runs on MySQL 9.7.4, on the screen: two planned kills in each, and one by key. */
const recording = 'test/output/fixtures/two-runs.jsonl';

/** What docs/report.md has: the report of a real sitting, as this version tells it. */
export async function exampleReport(): Promise<string> {
	const {events, startedAt} = await readRecording(recording);
	return describeSitting(sittingOf(events), {startedAt, version});
}
