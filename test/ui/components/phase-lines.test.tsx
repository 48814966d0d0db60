import test from 'ava';
import {
	allFacts,
	factsOf,
} from '../../../source/lab/workloads/facts/registry.js';
import {
	PhaseLines,
	phasesHeight,
} from '../../../source/ui/components/phase-lines.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {story, type Story} from '../../helpers/story.js';

function draw(
	{run}: Story,
	[width, height]: readonly [number, number],
): string {
	return componentFrame(<PhaseLines run={run} height={height} />, width);
}

test('each phase of the target with the flag, and the one of the moment marked', t => {
	const told = story().starts().inserts().uploads(0.5);
	const height = phasesHeight(factsOf(told.run.plan), 108);
	t.snapshot(draw(told, [108, height]).trimEnd());
});

test('all phases of a target, or none of them', t => {
	const told = story().starts().inserts().uploads(0.5);
	const height = phasesHeight(factsOf(told.run.plan), 108);
	t.is(draw(told, [108, height - 1]).trim(), '');
	t.is(phasesHeight(factsOf(told.run.plan), 70), 0);
});

test('at 200 x 60 a line of every workload fits', t => {
	for (const facts of allFacts) {
		t.is(phasesHeight(facts, 108), 2 + facts.phases.length, `${facts.name}`);
	}
});
