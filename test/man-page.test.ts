import {readFile} from 'node:fs/promises';
import test from 'ava';
import {spelled, type Flag} from '../source/options/flag.js';
import {flags} from '../source/options/flags.js';
import {parseArguments} from '../source/options/parse-command-line.js';
import {fromFile} from './helpers/from-file.js';
import {examples, manPage} from './helpers/man-page.js';
import {escapeRoff, sentence, typed} from './helpers/roff.js';

const file = 'man/kill-lab.1';

test('man/kill-lab.1 is what the records say', async t => {
	t.true(
		(await readFile(file, 'utf8')) === manPage(),
		'It is made anew by: npm run man',
	);
});

test('the package has the page, and says where', async t => {
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- It is this package's own manifest.
	const manifest = JSON.parse(await readFile('package.json', 'utf8')) as {
		files: readonly string[];
		man: readonly string[];
	};
	t.deepEqual(manifest.man, [file]);
	t.true(manifest.files.includes('man'));
});

test('every flag has its entry', t => {
	const page = manPage();
	for (const [name, flag] of Object.entries<Flag>(flags)) {
		const label = typed(spelled(name, flag));
		t.true(
			page
				.split('\n')
				.some(
					(line, index, lines) =>
						lines[index - 1] === '.TP' && line.includes(label),
				),
			`${name}`,
		);
	}
});

test('the sections that a reader looks for', t => {
	t.deepEqual(
		manPage()
			.split('\n')
			.filter(line => line.startsWith('.SH '))
			.map(line => line.slice(4)),
		[
			'NAME',
			'SYNOPSIS',
			'DESCRIPTION',
			'COMMANDS',
			'OPTIONS',
			'KEYS',
			'VERDICTS',
			'EXIT STATUS',
			'ENVIRONMENT',
			'FILES',
			'EXAMPLES',
			'SEE ALSO',
		],
	);
});

for (const [line] of examples) {
	test(`the program understands: ${line}`, t => {
		const asked = parseArguments(line.split(' ').slice(1), {
			userName: 'ann',
			localSocket: '/run/mysqld/mysqld.sock',
			readOptions: () => ({lines: fromFile({host: 'db.example.com'})}),
		});
		t.false(['wrong', 'help'].includes(asked.type), `${JSON.stringify(asked)}`);
	});
}

test('a text means nothing to roff', t => {
	t.is(
		sentence(String.raw`.dot: '--no-x' is -p, not a-b; ${'`c`'} "\"`),
		String.raw`\&.dot: \(aq\-\-no\-x\(aq is \-p, not a-b; \fBc\fR \(dq\e\(dq`,
	);
	t.is(escapeRoff('^C ~ ↑'), String.raw`\(haC \(ti \(ua`);
	t.throws(() => escapeRoff('é'), {message: 'é has no name in roff here'});
});

test('what is typed is bold, and what stands for something is not', t => {
	t.is(
		typed('-P, --port=PORT [URI | FILE...]'),
		String.raw`\fB\-P,\fR \fB\-\-port\fR=\fIPORT\fR [\fIURI\fR | \fIFILE...\fR]`,
	);
	t.is(typed('← -'), String.raw`\fB\[u2190]\fR \fB\-\fR`);
});
