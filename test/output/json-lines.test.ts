import test from 'ava';
import {type LabEvent} from '../../source/lab/events/events.js';
import {jsonLine} from '../../source/output/json-lines.js';
import {stories} from '../helpers/stories.js';

const cases: ReadonlyArray<readonly [LabEvent, string]> = [
	[{type: 'look-started', at: 3}, '{"type":"look-started","at":3}'],
	[
		{
			type: 'kill-sent',
			kill: 1,
			kind: 'query',
			connectionId: '18446744073709551615',
			statement: 'KILL QUERY 18446744073709551615',
			keyAt: 1234.568,
			at: 1235,
		},
		'{"type":"kill-sent","kill":1,"kind":"query","connectionId":"18446744073709551615","statement":"KILL QUERY 18446744073709551615","keyAt":1234.568,"at":1235}',
	],
	[
		{type: 'run-broken', message: 'two\nlines, "quoted"', at: 0},
		String.raw`{"type":"run-broken","message":"two\nlines, \"quoted\"","at":0}`,
	],
];

for (const [event, line] of cases) {
	test(line, t => {
		t.is(jsonLine(event), line);
	});
}

for (const [name, tell] of stories) {
	test(`every event of "${name}" is one line of JSON, with nothing lost`, t => {
		const {events} = tell();
		const lines = events.map(event => jsonLine(event));
		t.deepEqual(
			lines.filter(line => /[\n\r\u2028\u2029]/.test(line)),
			[],
		);
		const text = JSON.stringify(events);
		t.deepEqual(JSON.parse(`[${lines.join(',')}]`), JSON.parse(text));
	});
}
