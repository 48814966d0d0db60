import test from 'ava';
import {ProductionView} from '../../../source/ui/components/production-view.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {productionStories} from '../../helpers/production-stories.js';

for (const [moment, tell] of productionStories) {
	for (const [width, height] of [
		[60, 8],
		[80, 15],
	] as const) {
		test(`${moment}, on ${width} x ${height}`, t => {
			const {run, now} = tell();
			const frame = componentFrame(
				<ProductionView run={run} width={width} height={height} now={now} />,
				width,
			);
			t.is(frame.split('\n').length, height);
			t.snapshot(frame);
		});
	}
}

test('before the first run there is nothing to look at', t => {
	t.regex(
		componentFrame(
			<ProductionView run={undefined} width={60} height={8} now={0} />,
			60,
		),
		/none has begun/,
	);
});
