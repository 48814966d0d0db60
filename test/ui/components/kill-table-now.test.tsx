import test from 'ava';
import {killTableOfRun} from '../../../source/lab/history/kill-table.js';
import {
	KillTableNow,
	killTableNowHeights,
} from '../../../source/ui/components/kill-table-now.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {asked} from '../../helpers/asked.js';
import {story, type Story} from '../../helpers/story.js';

function draw({state, run}: Story, height: number): string {
	return componentFrame(
		<KillTableNow
			run={run}
			rows={killTableOfRun(state)}
			width={82}
			height={height}
		/>,
		82,
	);
}

const moments: ReadonlyArray<readonly [string, () => Story, RegExp]> = [
	[
		'an upload',
		() => story().starts().inserts().uploads(0.5),
		/▸ upload +QUERY[^]*▸ upload +CONN[^]*\n\nQUERY lost: The server was still receiving[^]*\n\nCONN disconnected: /,
	],
	[
		'the question',
		asked,
		/▸ idle +QUERY[^]*▸ idle +CONN[^]*\n\nQUERY no statement: No statement[^]*\n\nCONN disconnected: /,
	],
	[
		'the look, of which the table has no row',
		() => story().starts().closes().looks(),
		/^[^▸]*$/,
	],
];

for (const [what, tell, words] of moments) {
	test(`the rows of the moment are told in full: ${what}`, t => {
		const told = tell();
		const heights = killTableNowHeights(killTableOfRun(told.state));
		t.regex(draw(told, heights[0] ?? 0), words);
		for (const height of heights) {
			t.true(draw(told, height).split('\n').length <= height);
		}
	});
}

test('with less room KILL QUERY alone is told', t => {
	const told = story().starts().inserts().uploads(0.5);
	const [, height = 0] = killTableNowHeights(killTableOfRun(told.state));
	t.regex(draw(told, height), /^QUERY lost: /m);
	t.notRegex(draw(told, height), /^CONN |▸ upload +CONN/m);
});
