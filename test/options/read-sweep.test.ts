import test from 'ava';
import {parseArguments} from '../../source/options/parse-command-line.js';
import {type SweepOptions} from '../../source/options/read-sweep.js';
import {allFacts} from '../../source/lab/workloads/facts/registry.js';

const surroundings = {userName: 'ann', localSocket: '/run/mysqld.sock'};

for (const [words, message] of [
	[
		['--trials', '0'],
		'--trials takes a whole number from 1 to 100000, not "0".',
	],
	[
		['--trials', 'many'],
		'--trials takes a whole number from 1 to 100000, not "many".',
	],
	[
		['--kinds', 'query,query'],
		'--kinds takes query, connection or query,connection, not "query,query".',
	],
	[
		['--kinds', 'soft'],
		'--kinds takes query, connection or query,connection, not "soft".',
	],
	[
		['--workload', 'sql'],
		'sweep does not try --workload sql: what your own statement does is no map. Use the lab itself.',
	],
	[
		['--workload', 'read-lock', '-h', 'db.example.com'],
		'--workload read-lock runs on the throwaway server only: on a server of yours its lock would keep everybody from committing.',
	],
	[['--workload='], '--workload needs a value.'],
	[
		['--workload', 'update', '--protocol', 'text'],
		'--protocol works with none of update.',
	],
	[
		['--resume', 'a.jsonl', '--seed', 'x'],
		'--resume goes on with what its file says, so it takes no --seed. More kills: --trials.',
	],
	[
		['--resume', 'a.jsonl', '--workload', 'update'],
		'--resume goes on with what its file says, so it takes no --workload. More kills: --trials.',
	],
	[['--rate', '5MB'], 'sweep takes what names a server, '],
	[
		['a.jsonl', '--trials', '9'],
		'The map of a file is what was measured, so it takes no --trials.',
	],
	[
		['--compare', 'a.jsonl', 'b.jsonl', '--seed', 'x'],
		'--compare reads what was measured, so it takes no --seed.',
	],
	[
		['--compare', 'a.jsonl', 'b.jsonl', '--html', 'x.html'],
		'--html writes a map. Use it without --compare.',
	],
	[
		['--compare', 'a.jsonl'],
		'--compare takes two files: kill-lab sweep --compare A.jsonl B.jsonl.',
	],
	[['a.jsonl', 'mysql://localhost'], 'One of the arguments is not understood.'],
] as const) {
	test(`sweep ${words.join(' ')} is refused`, t => {
		const wanted = parseArguments(['sweep', ...words], surroundings);
		const said = wanted.type === 'wrong' ? wanted.message : wanted.type;
		t.true(said.startsWith(message), `${said}`);
	});
}

function options(...words: readonly string[]): SweepOptions {
	const wanted = parseArguments(['sweep', ...words], surroundings);
	if (wanted.type !== 'sweep' || wanted.options.type !== 'run') {
		throw new Error(JSON.stringify(wanted));
	}

	return wanted.options;
}

function names(...words: readonly string[]): readonly string[] {
	return options(...words).plan.workloads.map(({workload: {name}}) => name);
}

test('a sweep of nothing in particular: 200 kills of both kinds, of the files', t => {
	const {plan, target, trials} = options();
	t.deepEqual(names(), ['blobs']);
	t.is(plan.trials, 200);
	t.deepEqual(plan.kinds, ['query', 'connection']);
	t.is(plan.seed, undefined);
	t.is(trials, undefined);
	t.is(target.type, 'sandbox');
});

test('workloads are tried in the order in which they are named, each once', t => {
	t.deepEqual(
		names('--workload=sleep', '--workload=update', '--workload=sleep'),
		['sleep', 'update'],
	);
	t.deepEqual(
		names('--workload=all'),
		allFacts.flatMap(({name, needs}) => (needs === undefined ? [name] : [])),
	);
	t.is(names('--workload=sort', '--workload=all')[0], 'sort');
});

test('on a server of somebody else, all workloads are those that run there', t => {
	const there = names('--workload=all', '-h', 'db.example.com');
	t.true(there.includes('update'));
	t.false(there.includes('read-lock'));
});

test('a run of a sweep is shorter than usual', t => {
	const [planned] = options('--workload=update').plan.workloads;
	t.is(planned?.workload.options['rows'], 40_000);
	const [files] = options('--protocol=text').plan.workloads;
	t.like(files?.workload.options, {protocol: 'text', files: 2});
});

test('a kind, a seed and a file are taken as they are given', t => {
	const given = options('--kinds=connection', '--seed=x y', '--log=a.jsonl');
	t.deepEqual(given.plan.kinds, ['connection']);
	t.is(given.plan.seed, 'x y');
	t.is(given.log, 'a.jsonl');
	t.like(options('--resume=a.jsonl', '--trials=9'), {
		resume: 'a.jsonl',
		trials: 9,
	});
});

test('the lab itself runs one workload', t => {
	const wanted = parseArguments(
		['--workload=sleep', '--workload=update'],
		surroundings,
	);
	t.like(wanted, {
		type: 'wrong',
		message:
			'The lab runs one workload at a time: kill-lab sweep tries several.',
	});
});

test('files are compared, or drawn', t => {
	const read = (...words: readonly string[]) => {
		const wanted = parseArguments(['sweep', ...words], surroundings);
		return wanted.type === 'sweep' ? wanted.options : wanted;
	};

	t.like(read('--compare', 'a.jsonl', 'b.jsonl', '--json'), {
		type: 'compare',
		files: ['a.jsonl', 'b.jsonl'],
		output: 'json',
	});
	t.like(read('a.jsonl', 'b.jsonl', '--html=map.html', '--markdown=map.md'), {
		type: 'draw',
		files: ['a.jsonl', 'b.jsonl'],
		html: 'map.html',
		markdown: 'map.md',
	});
});
