/* eslint-disable @typescript-eslint/naming-convention -- The keys are names of files and of environment variables. */
import fs from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {
	optionGroups,
	readOptionFiles,
	type OptionFileChoice,
} from '../../source/server/option-files.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';
import {clientPrograms} from '../helpers/client-programs.js';
import {type flavours} from '../helpers/server.js';

/** Files in a new folder. In their text `FOLDER` stands for its path. */
type Files = Readonly<Record<string, string>>;

type Case = {
	readonly files: Files;
	/** Modes other than 0644. */
	readonly modes?: Readonly<Record<string, number>>;
	/** Absent: only `main.cnf`. */
	readonly choice?: (folder: string) => OptionFileChoice;
	readonly environment?: Readonly<Record<string, string>>;
	/** What the vendor's own program printed when this was written, and prints now if it is available. */
	readonly printed: readonly string[];
};

const quirks = String.raw`# a comment
; another one
   # and one that is indented
[client]
user=ann
  host = db.example.com   # a comment after a value
password="a#b;c"
  user  = 'it''s'
a1 = "x" # y
a2 = 'a\tb\sc\nd\\e\"f\'g\qh\x'
a3 = a\sb\
a4=a;b ; c
a5=
a6
a7 =   "  sp  "
a8="unbalanced
a9='mixed"
b1=a # b "c # d"
b2="a # b" # c
b3 = "a\"#b"
b4=a=b=c
b5="
b6=""
b7 = 'x' 'y'
b8=a	b
b9#=x
=no name
c1="a\\"#c
c2=it's # in a # quote
c3=\# not a quote
c4=a\
c6=\"x # y"
c7=\# z
c5=ünïcödé 🗝
[ client ]
space-before=1
[client ]
space-after=1
[CLIENT]
case=1
[client]after the bracket
after=1
[client] # a comment
d1=1
[]
none=1
[other]
other=1
[mysql]
d2=1
[kill-lab]
d3=1
[client-server]
d4=1
[client-mariadb]
d5=1
[mysqld]
server=1
!unknown directive
!includedirectory /
!
`;

const quirksPrinted = [
	'--user=ann',
	'--host=db.example.com',
	'--password=a#b;c',
	"--user=it''s",
	'--a1=x',
	'--a2=a\tb c\nd\\e"f\'g\\qh\\x',
	'--a3=a b\\',
	'--a4=a;b ; c',
	'--a5=',
	'--a6',
	'--a7=  sp  ',
	'--a8="unbalanced',
	'--a9=\'mixed"',
	'--b1=a',
	'--b2=a # b',
	'--b3=a"#b',
	'--b4=a=b=c',
	'--b5="',
	'--b6=',
	"--b7=x' 'y",
	'--b8=a\tb',
	'--b9',
	'--=no name',
	'--c1=a\\',
	"--c2=it's # in a # quote",
	'--c3=\\',
	'--c4=a\\',
	'--c6="x # y"',
	'--c7=\\',
	'--c5=ünïcödé 🗝',
	'--space-after=1',
	'--case=1',
	'--after=1',
	'--d1=1',
	'--d2=1',
	'--d3=1',
	'--d4=1',
	'--d5=1',
];

const chain = Object.fromEntries(
	Array.from({length: 13}, (_, index) => [
		`${index}.cnf`,
		`[client]\nbefore${index}=1\n!include FOLDER/${index + 1}.cnf\nafter${index}=1\n`,
	]),
);

const eleven = Array.from({length: 11}, (_, index) => index);

function only(name: string): NonNullable<Case['choice']> {
	return folder => ({
		files: {type: 'only', file: path.join(folder, name)},
	});
}

const usualFiles = {
	'home/.my.cnf': '[client]\nhome=1\n[foo]\nno=1\n',
	'extra.cnf': '[client]\nextra=1\n',
	'server/my.cnf': '[client]\nserver=1\n',
};

const cases: Readonly<Record<string, Case>> = {
	'a file full of quirks': {
		files: {'main.cnf': quirks},
		printed: quirksPrinted,
	},
	'Windows line ends': {
		files: {'main.cnf': '[client]\r\nuser=ann\r\nhost="a b"\r\n\r\n'},
		printed: ['--user=ann', '--host=a b'],
	},
	'a last line without a line end': {
		files: {'main.cnf': '[client]\nuser=ann'},
		printed: ['--user=ann'],
	},
	'an empty file': {files: {'main.cnf': ''}, printed: []},
	'included files, whose group does not leak': {
		files: {
			'main.cnf':
				'[client]\nfirst=1\n!include FOLDER/a.cnf\n!  include   FOLDER/b.cnf  \n!include FOLDER/missing.cnf\nlast=1\n',
			'a.cnf': '[client]\na=1\n[other]\nx=1\n',
			'b.cnf': '[client]\nb=1',
		},
		printed: ['--first=1', '--a=1', '--b=1', '--last=1'],
	},
	'included folders: only *.cnf, in byte order': {
		files: {
			'main.cnf': '[client]\n!includedir FOLDER/d\nlast=1\n',
			'd/b.cnf': '[client]\nb=1\n',
			'd/a.cnf': '[client]\na=1\n',
			'd/Z.cnf': '[client]\nz=1\n',
			'd/.hidden.cnf': '[client]\nhidden=1\n',
			'd/c.ini': '[client]\nini=1\n',
			'd/d.cnf.bak': '[client]\nbak=1\n',
			'd/folder.cnf/e.cnf': '[client]\ndeep=1\n',
			'd/open.cnf': '[client]\nopen=1\n',
		},
		modes: {'d/open.cnf': 0o666},
		printed: ['--hidden=1', '--z=1', '--a=1', '--b=1', '--last=1'],
	},
	'files that include each other, ten deep': {
		files: {...chain, 'main.cnf': '[client]\nmain=1\n'},
		choice: only('0.cnf'),
		printed: [
			...eleven.map(index => `--before${index}=1`),
			...eleven.toReversed().map(index => `--after${index}=1`),
		],
	},
	'an invalid included file loses only its own rest': {
		files: {
			'main.cnf': '[client]\nfirst=1\n!include FOLDER/a.cnf\nlast=1\n',
			'a.cnf': '[client]\na=1\n[wrong\nb=1\n',
		},
		printed: ['--first=1', '--a=1', '--last=1'],
	},
	'a world-writable file': {
		files: {'main.cnf': '[client]\nuser=ann\n'},
		modes: {'main.cnf': 0o666},
		printed: [],
	},
	'the usual files': {
		files: usualFiles,
		choice: () => ({files: {type: 'usual'}}),
		printed: ['--home=1'],
	},
	"the usual files and an extra one, which comes before the user's": {
		files: usualFiles,
		choice: folder => ({
			files: {type: 'usual', extra: path.join(folder, 'extra.cnf')},
		}),
		printed: ['--extra=1', '--home=1'],
	},
	'MYSQL_HOME, which comes before the extra file': {
		files: usualFiles,
		choice: folder => ({
			files: {type: 'usual', extra: path.join(folder, 'extra.cnf')},
		}),
		environment: {MYSQL_HOME: 'FOLDER/server'},
		printed: ['--server=1', '--extra=1', '--home=1'],
	},
	'~ is the home folder': {
		files: {
			'home/.my.cnf': '[client]\n!include ~/more.cnf\nhome=1\n',
			'home/more.cnf': '[client]\nmore=1\n',
		},
		choice: () => ({files: {type: 'only', file: '~/.my.cnf'}}),
		printed: ['--more=1', '--home=1'],
	},
	'no files': {
		files: usualFiles,
		choice: () => ({files: {type: 'none'}}),
		printed: [],
	},
	'a group suffix': {
		files: {
			'main.cnf':
				'[client_x]\na=1\n[client]\nb=1\n[clientx]\nno=1\n[MYSQL_X]\nc=1\n',
		},
		environment: {MYSQL_GROUP_SUFFIX: '_x'},
		printed: ['--a=1', '--b=1', '--c=1'],
	},
};

/** Compares how we read option files with a flavour's own program. */
export function testOptionFiles(flavour: (typeof flavours)[number]): void {
	for (const [title, wanted] of Object.entries(cases)) {
		test(`${flavour}: ${title}`, async t => {
			const folder = await makeFiles(t, wanted);
			const {choice = only('main.cnf'), printed} = wanted;
			const chosen = choice(folder);
			const environment = Object.fromEntries(
				Object.entries({
					HOME: path.join(folder, 'home'),
					...wanted.environment,
				}).map(([name, value]) => [name, value.replaceAll('FOLDER', folder)]),
			);
			const read = (machine?: readonly string[]) => {
				const {options} = readOptionFiles(chosen, {
					home: path.join(folder, 'home'),
					environment,
					...(machine && {machine}),
				});
				return options.map(({name, value}) =>
					value === undefined ? `--${name}` : `--${name}=${value}`,
				);
			};

			t.deepEqual(read([]), [...printed]);

			const programs = await clientPrograms(flavour);
			if (!programs) {
				t.log(`compared with what ${flavour} printed once`);
				return;
			}

			const {stdout, code} = await programs.run(
				'my_print_defaults',
				[
					...flags(chosen),
					...optionGroups,
					// Without it MySQL's program hides passwords.
					...(flavour === 'mysql' ? ['--show'] : []),
				],
				environment,
			);
			t.is(code, 0);
			// Both read the machine's own files, if there are any.
			t.is(
				stdout,
				read()
					.map(line => `${line}\n`)
					.join(''),
			);
		});
	}
}

function flags({files}: OptionFileChoice): readonly string[] {
	switch (files.type) {
		case 'only': {
			return [`--defaults-file=${files.file}`];
		}

		case 'usual': {
			return files.extra === undefined
				? []
				: [`--defaults-extra-file=${files.extra}`];
		}

		case 'none': {
			return ['--no-defaults'];
		}
	}
}

async function makeFiles(
	t: ExecutionContext,
	{files, modes = {}}: Case,
): Promise<string> {
	const folder = await temporaryFolder(t);
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(folder, name);
		await fs.mkdir(path.dirname(file), {recursive: true});
		await fs.writeFile(file, text.replaceAll('FOLDER', folder));
		// Not when it is created, because the umask applies then.
		await fs.chmod(file, modes[name] ?? 0o644);
	}

	return folder;
}
