import {readFileSync} from 'node:fs';
import test from 'ava';
import ts from 'typescript';
import {environmentVariables} from '../../source/options/environment-variables.js';
import {readModuleGraph} from '../helpers/module-graph.js';

/** What an environment is called in the source. */
const environment = /^(?:env|environment)$/;

function isEnvironment(node: ts.Node | undefined): boolean {
	return environment.test(/\w*$/.exec(node?.getText() ?? '')?.[0] ?? '');
}

/** What a node reads of an environment: as `env['NAME']`, `env.NAME` or `{NAME: name} = environment`; or a note on what can't be followed. */
function readBy(node: ts.Node): readonly string[] {
	if (ts.isElementAccessExpression(node) && isEnvironment(node.expression)) {
		return ts.isStringLiteral(node.argumentExpression)
			? [node.argumentExpression.text]
			: [`not one name: ${node.getText()}`];
	}

	if (ts.isPropertyAccessExpression(node) && isEnvironment(node.expression)) {
		return [node.name.text];
	}

	if (
		ts.isVariableDeclaration(node) &&
		ts.isObjectBindingPattern(node.name) &&
		isEnvironment(node.initializer)
	) {
		return node.name.elements.map(({propertyName, name}) =>
			(propertyName ?? name).getText(),
		);
	}

	// An environment by another name would be read unseen.
	return (ts.isParameter(node) ||
		ts.isPropertySignature(node) ||
		ts.isVariableDeclaration(node)) &&
		node.type?.getText() === 'NodeJS.ProcessEnv' &&
		!isEnvironment(node.name)
		? [`another name: ${node.name.getText()}`]
		: [];
}

/** The variables that a text reads. */
function variablesIn(text: string): readonly string[] {
	const found: string[] = [];
	const look = (node: ts.Node): void => {
		found.push(...readBy(node));
		ts.forEachChild(node, look);
	};

	look(ts.createSourceFile('read.tsx', text, ts.ScriptTarget.Latest, true));
	return found;
}

const told = environmentVariables.flatMap(({variables}) =>
	variables.flatMap(({names}) => names),
);

test('help environment tells every variable that the source reads, and no others', t => {
	const read = new Set(
		[...readModuleGraph().keys()].flatMap(file =>
			variablesIn(readFileSync(`source/${file}`, 'utf8')),
		),
	);
	t.deepEqual(told.toSorted(), [...read].toSorted());
});

test('a variable is found however it is read', t => {
	t.deepEqual(
		variablesIn(`
			const one = process.env['ONE'] ?? environment['TWO'];
			const {THREE: three, FOUR} = environment;
			if (options.env.FIVE === row['COLUMN'] || environment[name]) {}
			function read(place: NodeJS.ProcessEnv) {}
		`),
		[
			'ONE',
			'TWO',
			'THREE',
			'FOUR',
			'FIVE',
			'not one name: environment[name]',
			'another name: place',
		],
	);
});

test('no variable is told twice', t => {
	t.is(new Set(told).size, told.length);
});
