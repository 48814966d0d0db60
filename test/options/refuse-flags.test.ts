import test from 'ava';
import {
	commands,
	spelled,
	type Command,
	type Flag,
} from '../../source/options/flag.js';
import {flags} from '../../source/options/flags.js';
import {
	refuseFlags,
	refuseWorkloadFlags,
} from '../../source/options/refuse-flags.js';
import {updateFacts} from '../../source/lab/workloads/update/facts.js';

const unspoken = Object.fromEntries(
	Object.entries<Flag>(flags).map(([name, flag]) => [
		name,
		flag.isMultiple ? [] : flag.default,
	]),
);

/** Where flags are taken that the lab does not take; the others: by attach. */
const elsewhereTaken: Readonly<Record<string, string>> = {
	'--speed': 'replay FILE',
	'--demo': 'replay FILE',
	'--seek': 'replay FILE',
	'--cast': 'replay FILE',
	'--cast-version': 'replay FILE',
	'--cast-size': 'replay FILE',
	'--svg': 'replay FILE',
	'--log': 'attach or sweep',
	'--claim': 'claims',
	'--trials': 'sweep or claims',
	'--kinds': 'sweep',
	'--seed': 'sweep',
	'--resume': 'sweep',
	'--markdown': 'sweep or claims',
	'--html': 'sweep or replay FILE',
	'--compare': 'sweep',
};

function elsewhere(flag: string): string {
	return `${flag} works only with kill-lab ${elsewhereTaken[flag] ?? 'attach'}.`;
}

const refusals: Readonly<
	Record<Command, (flag: string) => string | undefined>
> = {
	lab: flag => elsewhere(flag),
	doctor: flag =>
		flag === '--fix'
			? 'doctor changes nothing. Use --fix with the lab itself.'
			: elsewhere(flag),
	attach: flag =>
		`attach takes what names a server, --filter, --literals, --watch, what is about a kill, --plain, --json and --ascii, not ${flag}.`,
	sweep: flag =>
		`sweep takes what names a server, --workload, --trials, --kinds, --protocol, --seed, --log, --resume, --markdown, --html, --compare, --yes, how kills are sent, --plain, --json and --ascii, not ${flag}.`,
	claims: flag =>
		`claims takes --claim, --trials, --sandbox, --server-program, --markdown, --plain, --json and --ascii, not ${flag}.`,
	workloads: flag => `workloads takes no options, not ${flag} either.`,
	completion: flag => `completion takes no options, not ${flag} either.`,
	help: flag => `help takes no options, not ${flag} either.`,
	replay: flag =>
		`replay takes --html, --speed, --demo, --seek, --cast, --cast-version, --cast-size, --svg, --plain, --json, --report and --ascii, not ${flag}.`,
};

for (const command of commands) {
	test(`${command} is refused the flags that it does not take, and no others`, t => {
		t.notThrows(() => {
			refuseFlags(command, unspoken);
		});
		for (const [name, flag] of Object.entries<Flag>(flags)) {
			const value = flag.isMultiple
				? ['word']
				: flag.type === 'boolean'
					? !flag.default
					: // As a bare --sandbox is read.
						'';
			const refuse = () => {
				refuseFlags(command, {...unspoken, [name]: value});
			};

			if (flag.takenBy.includes(command)) {
				t.notThrows(refuse, `--${name}`);
			} else {
				t.throws(refuse, {message: refusals[command](spelled(name, flag))});
			}
		}
	});
}

test('what each command does not take', t => {
	const refused = (command: Command) =>
		Object.entries<Flag>(flags)
			.filter(([, {takenBy}]) => !takenBy.includes(command))
			.map(([name]) => name);
	const elsewhere = [
		'filter',
		'literals',
		'watch',
		'expectUser',
		'expectDigest',
		'when',
		'timeout',
		'escalateAfter',
		'log',
		'claim',
		'trials',
		'kinds',
		'seed',
		'resume',
		'markdown',
		'html',
		'compare',
		'speed',
		'demo',
		'seek',
		'cast',
		'castVersion',
		'castSize',
		'svg',
	];
	t.deepEqual(refused('lab'), elsewhere);
	t.deepEqual(refused('doctor'), ['fix', ...elsewhere]);
	t.is(refused('workloads').length, Object.keys(flags).length - 3);
	t.is(refused('replay').length, Object.keys(flags).length - 15);
});

test('a target that commits itself has no COMMIT to pause before', t => {
	const own = {...updateFacts, commitsItself: true} as const;
	t.throws(
		() => {
			refuseWorkloadFlags(own, {pauseCommit: true});
		},
		{
			message:
				'--pause-commit does not work with --workload update: the UPDATE commits itself, so there is no COMMIT to wait before.',
		},
	);
	t.notThrows(() => {
		refuseWorkloadFlags(own, {pauseCommit: false});
		refuseWorkloadFlags(updateFacts, {pauseCommit: true});
	});
});
