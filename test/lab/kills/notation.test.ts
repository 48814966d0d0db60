import test from 'ava';
import {updateFacts} from '../../../source/lab/workloads/update/facts.js';
import {formatAim, parseAim} from '../../../source/lab/kills/notation.js';
import {aimOf} from '../../helpers/blobs.js';
import {type Aim} from '../../../source/lab/events/aim.js';

const understood: ReadonlyArray<readonly [string, Aim]> = [
	[
		'query@2:upload:50%',
		{
			kind: 'query',
			moment: {type: 'phase', step: 1, phase: 'upload', part: 0.5},
		},
	],
	[
		'connection@3:execute',
		{
			kind: 'connection',
			moment: {type: 'phase', step: 2, phase: 'execute', part: 0},
		},
	],
	[
		'query@10:upload',
		{kind: 'query', moment: {type: 'phase', step: 9, phase: 'upload', part: 0}},
	],
	[
		'query@1:upload:100%',
		{kind: 'query', moment: {type: 'phase', step: 0, phase: 'upload', part: 1}},
	],
	[
		'query@1:generate',
		{
			kind: 'query',
			moment: {type: 'phase', step: 0, phase: 'generate', part: 0},
		},
	],
	[
		'query@1:verify',
		{kind: 'query', moment: {type: 'phase', step: 0, phase: 'verify', part: 0}},
	],
	[
		'connection@commit',
		{kind: 'connection', moment: {type: 'phase', phase: 'commit', part: 0}},
	],
	[
		'query@rollback',
		{kind: 'query', moment: {type: 'phase', phase: 'rollback', part: 0}},
	],
	[
		'query@rollback+5ms',
		{
			kind: 'query',
			moment: {type: 'time', after: 5, since: {role: 'rollback'}},
		},
	],
	['query@5s', {kind: 'query', moment: {type: 'time', after: 5000}}],
	['query@0.5s', {kind: 'query', moment: {type: 'time', after: 500}}],
	['query@250ms', {kind: 'query', moment: {type: 'time', after: 250}}],
	[
		'query@target+35ms',
		{kind: 'query', moment: {type: 'time', after: 35, since: {role: 'target'}}},
	],
	[
		'query@2:target+1s',
		{
			kind: 'query',
			moment: {type: 'time', after: 1000, since: {role: 'target', step: 1}},
		},
	],
	[
		'query@commit+0ms',
		{kind: 'query', moment: {type: 'time', after: 0, since: {role: 'commit'}}},
	],
];

for (const [word, plan] of understood) {
	test(word, t => {
		t.deepEqual(aimOf(word), plan);
	});
}

for (const word of [
	'',
	'query',
	'query@',
	'QUERY@commit',
	'user@commit',
	'query@begin',
	'query@0:upload',
	'query@-1:upload',
	'query@2',
	'query@2:',
	'query@2:rest',
	'query@2:commit',
	'query@2:execute:50%',
	'query@2:upload:50',
	'query@2:upload:101%',
	'query@2:upload:-1%',
	'query@5',
	'query@5m',
	'query@s',
	'query@commit ',
]) {
	test(`"${word}" is not understood`, t => {
		t.is(aimOf(word), undefined);
	});
}

for (const word of [
	'query@2:upload:50%',
	'query@upload:50%',
	'query@upload',
	'connection@execute',
	'connection@3:verify',
	'query@commit',
	'connection@rollback',
	'query@250ms',
	'query@1.5s',
	'query@5s',
	'query@target+35ms',
	'connection@3:target+1.5s',
	'query@commit+2ms',
]) {
	test(`${word} is written as it is read`, t => {
		const plan = aimOf(word);
		t.is(plan && formatAim(plan), word);
	});
}

test('nothing may stand before or after a kill', t => {
	const wrong = [
		'xquery@commit',
		'query@commit\n',
		'query@x5s',
		'query@5s2',
		'query@86401s',
		'kill@commit',
		'query@+5ms',
		'query@0:target+5ms',
		'query@1:commit+5ms',
		'query@1:rollback+5ms',
		'query@begin+5ms',
		'query@target+',
		'query@target+5',
		'query@target+86401s',
	];
	t.deepEqual(
		wrong.filter(word => aimOf(word)),
		[],
	);
});

test('a time is at most a day, in ms or in seconds with decimals', t => {
	const after = (word: string) => {
		const moment = aimOf(word)?.moment;
		return moment?.type === 'time' ? moment.after : undefined;
	};

	t.deepEqual(
		['query@86400s', 'query@1.25s', 'query@0.125ms', 'query@10ms'].map(word =>
			after(word),
		),
		[86_400_000, 1250, 0.125, 10],
	);
});

test('a target that commits itself has neither COMMIT nor ROLLBACK to aim at', t => {
	const own = {...updateFacts, commitsItself: true} as const;
	t.is(parseAim('query@commit', own), undefined);
	t.is(parseAim('connection@rollback', own), undefined);
	t.truthy(parseAim('query@commit', updateFacts));
	t.truthy(parseAim('query@execute', own));
	t.truthy(parseAim('query@5s', own));
	t.truthy(parseAim('query@target+5ms', own));
	t.is(parseAim('query@commit+5ms', own), undefined);
});
