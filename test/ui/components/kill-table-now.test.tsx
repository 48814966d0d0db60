import test from 'ava';
import {killTableOfRun} from '../../../source/lab/history/kill-table.js';
import {
	KillTableNow,
	killTableNowHeight,
} from '../../../source/ui/components/kill-table-now.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {asked} from '../../helpers/asked.js';
import {story, type Story} from '../../helpers/story.js';

function draw({state, run}: Story): string {
	return componentFrame(
		<KillTableNow run={run} rows={killTableOfRun(state)} width={82} />,
		82,
	);
}

const moments: ReadonlyArray<readonly [string, () => Story, RegExp]> = [
	[
		'an upload',
		() => story().starts().inserts().uploads(0.5),
		/▸ upload +QUERY[^]*\n\nlost: The server was still receiving/,
	],
	['the question', asked, /▸ idle +QUERY[^]*\n\nno statement: No statement/],
	[
		'the look, of which the table has no row',
		() => story().starts().closes().looks(),
		/^[^▸]*$/,
	],
];

for (const [what, tell, words] of moments) {
	test(`the row of the moment is told in full: ${what}`, t => {
		const told = tell();
		const drawn = draw(told);
		t.regex(drawn, words);
		t.true(
			drawn.split('\n').length <=
				killTableNowHeight(killTableOfRun(told.state)),
		);
	});
}
