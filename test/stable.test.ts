import {readFile} from 'node:fs/promises';
import test from 'ava';
import ts from 'typescript';
import {recordingSchema} from '../source/commands/recording.js';

/** The names of the types that the package's entry exports, and a note on anything else in it. */
async function exported(): Promise<readonly string[]> {
	const entry = ts.createSourceFile(
		'index.ts',
		await readFile('source/index.ts', 'utf8'),
		ts.ScriptTarget.Latest,
	);
	return entry.statements.flatMap(statement =>
		ts.isExportDeclaration(statement) &&
		statement.isTypeOnly &&
		statement.exportClause &&
		ts.isNamedExports(statement.exportClause)
			? statement.exportClause.elements.map(({name}) => name.text)
			: [`not only types: ${ts.SyntaxKind[statement.kind]}`],
	);
}

function inOrder(names: readonly string[]): readonly string[] {
	return names.toSorted((one, other) => one.localeCompare(other));
}

test('docs/stable.md names the types that the package exports, and no others', async t => {
	const page = await readFile('docs/stable.md', 'utf8');
	const [, types = ''] = page.split('\n## The types\n');
	const named = [...types.matchAll(/^\| `(\w+)`/gm)].map(
		([, name = '']) => name,
	);
	t.deepEqual(inOrder(named), inOrder(await exported()));
});

test('docs/stable.md names the schema of recordings', async t => {
	const page = await readFile('docs/stable.md', 'utf8');
	t.true(page.includes(`The schema is **${recordingSchema}**.`));
	t.true(page.includes(`{"type":"recording","schema":${recordingSchema},`));
	const schemas = [...page.matchAll(/^\| (\d+) +\|/gm)].map(([, schema]) =>
		Number(schema),
	);
	t.deepEqual(
		schemas,
		Array.from({length: recordingSchema}, (_, index) => index + 1),
	);
});
