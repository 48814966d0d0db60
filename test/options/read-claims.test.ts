import test from 'ava';
import {claimNames} from '../../source/lab/claims/list.js';
import {parseArguments} from '../../source/options/parse-command-line.js';
import {type TestClaimsOptions} from '../../source/options/read-claims.js';

const surroundings = {userName: 'ann', localSocket: '/run/mysqld.sock'};

function optionsOf(...words: readonly string[]): TestClaimsOptions {
	const wanted = parseArguments(['claims', ...words], surroundings);
	if (wanted.type !== 'claims' || wanted.options.type !== 'test') {
		throw new Error(`${wanted.type}: nothing is tested`);
	}

	return wanted.options;
}

test('without more words all claims are tried five times, on both servers', t => {
	t.like(optionsOf(), {
		servers: [{flavour: 'mysql'}, {flavour: 'mariadb'}],
		claims: claimNames,
		trials: 5,
	});
});

test('some claims, on one server', t => {
	t.like(
		optionsOf(
			'--claim=K9',
			'--claim=c2',
			'--claim=k9',
			'--sandbox=mariadb-11.8',
			'--trials=1',
		),
		{
			servers: [{flavour: 'mariadb', version: '11.8'}],
			claims: ['c2', 'k9'],
			trials: 1,
		},
	);
});

test('a server program says itself what it is', t => {
	t.like(optionsOf('--server-program=/opt/mysqld'), {
		servers: [undefined],
		program: '/opt/mysqld',
	});
});

test('files are told, not tested', t => {
	const wanted = parseArguments(
		['claims', 'a.jsonl', 'b.jsonl', '--markdown=all.md'],
		surroundings,
	);
	t.like(wanted, {
		type: 'claims',
		options: {
			type: 'tell',
			files: ['a.jsonl', 'b.jsonl'],
			markdown: 'all.md',
		},
	});
});

const refusals: ReadonlyArray<
	readonly [words: readonly string[], message: string]
> = [
	[['mysql://root@db.example'], 'claims runs on throwaway servers only'],
	[['--host=db.example'], 'claims takes --claim'],
	[['--claim=c99'], `--claim takes ${claimNames.join(', ')}, not "c99".`],
	[['--trials=0'], '--trials takes'],
	[['a.jsonl', '--trials=3'], 'takes no --trials.'],
	[['a.jsonl', '--sandbox=mysql'], 'takes no --sandbox.'],
];

for (const [words, message] of refusals) {
	test(`claims ${words.join(' ')} is refused`, t => {
		const wanted = parseArguments(['claims', ...words], surroundings);
		const said = wanted.type === 'wrong' ? wanted.message : wanted.type;
		t.true(said.includes(message), `${said}`);
	});
}
