import test from 'ava';
import {Text} from 'ink';
import {Section} from '../../../source/ui/components/section.js';
import {componentFrame} from '../../helpers/component-frame.js';

test('a blank line, the title, and the lines', t => {
	t.is(
		componentFrame(
			<Section title="Title" height={4}>
				<Text>one</Text>
				<Text>two</Text>
			</Section>,
			20,
		),
		'\nTitle\none\ntwo',
	);
});
