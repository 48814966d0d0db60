import test from 'ava';
import stringWidth from 'string-width';
import {allFacts} from '../../../source/lab/workloads/facts/registry.js';
import {updateFacts} from '../../../source/lab/workloads/update/facts.js';
import {
	ClaimLines,
	claimsHeight,
} from '../../../source/ui/components/claim-lines.js';
import {componentFrame} from '../../helpers/component-frame.js';

function draw(
	{claims}: Pick<typeof updateFacts, 'claims'>,
	[width, height]: readonly [width: number, height: number],
): string {
	return componentFrame(
		<ClaimLines claims={claims} width={width} height={height} />,
		width,
	);
}

for (const width of [72, 112]) {
	for (const facts of allFacts) {
		test(`${width} cells: what the manuals say of kills is there whole: ${facts.name}`, t => {
			const height = claimsHeight(facts.claims, width);
			const lines = draw(facts, [width, height]).split('\n');
			t.true(lines.every(line => stringWidth(line) <= width));
			t.is(
				lines.filter(line => line.startsWith('  holds: ')).length,
				facts.claims.length,
			);
			t.is(lines.filter(line => line.trim() !== '').length, height - 1);
		});
	}
}

test('whole claims, as many as there is room for, and nothing without one', t => {
	t.snapshot(draw(updateFacts, [80, 7]));
	t.is(draw(updateFacts, [80, 3]).trim(), '');
	t.is(claimsHeight([], 80), 0);
});
