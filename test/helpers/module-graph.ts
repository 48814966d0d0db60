import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** An import of a module: by value, or only of types, which are gone when the program runs. */
export type Import = {readonly to: string; readonly isTypeOnly: boolean};

/** What each file imports: paths for own files, names for packages. */
export type ModuleGraph = ReadonlyMap<string, readonly Import[]>;

/**
Reads the imports of all files in some folders.

@param root - The paths are relative to it.
*/
export function readModuleGraph(
	root = 'source',
	folders: readonly string[] = [''],
): ModuleGraph {
	const files = new Set(
		folders.flatMap(folder =>
			readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'})
				.filter(name => /\.tsx?$/.test(name))
				.map(name => path.join(folder, name)),
		),
	);
	return new Map(
		[...files].map(file => [
			file,
			importsOf(root, file).map(({to, isTypeOnly}) => ({
				to: resolve(files, file, to),
				isTypeOnly,
			})),
		]),
	);
}

/** The path from a file to the first forbidden import, along the imports that a program loads; absent: there is none. */
export function wayTo(
	graph: ModuleGraph,
	start: string,
	isForbidden: (imported: string) => boolean,
): readonly string[] | undefined {
	const ways: Array<readonly string[]> = [[start]];
	const seen = new Set([start]);
	for (const way of ways) {
		for (const {to, isTypeOnly} of graph.get(way.at(-1) ?? '') ?? []) {
			if (isTypeOnly || seen.has(to)) {
				continue;
			}

			seen.add(to);
			if (isForbidden(to)) {
				return [...way, to];
			}

			ways.push([...way, to]);
		}
	}

	return undefined;
}

function importsOf(root: string, file: string): readonly Import[] {
	const text = readFileSync(path.join(root, file), 'utf8');
	const source = ts.createSourceFile(
		file,
		text,
		ts.ScriptTarget.Latest,
		true,
		file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
	);
	const found: Import[] = [];
	const visit = (node: ts.Node) => {
		if (
			(ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
			node.moduleSpecifier &&
			ts.isStringLiteral(node.moduleSpecifier)
		) {
			found.push({
				to: node.moduleSpecifier.text,
				isTypeOnly: isOfTypes(
					ts.isImportDeclaration(node) ? node.importClause : node,
				),
			});
		}

		const [argument] = ts.isCallExpression(node) ? node.arguments : [];
		if (
			ts.isCallExpression(node) &&
			node.expression.kind === ts.SyntaxKind.ImportKeyword &&
			argument &&
			ts.isStringLiteral(argument)
		) {
			found.push({to: argument.text, isTypeOnly: false});
		}

		ts.forEachChild(node, visit);
	};

	visit(source);
	return found;
}

/** Whether an import names only types. */
function isOfTypes(
	clause: ts.ImportClause | ts.ExportDeclaration | undefined,
): boolean {
	if (!clause) {
		return false;
	}

	if (
		ts.isImportClause(clause)
			? clause.phaseModifier === ts.SyntaxKind.TypeKeyword
			: clause.isTypeOnly
	) {
		return true;
	}

	const named = ts.isImportClause(clause)
		? clause.namedBindings
		: clause.exportClause;
	const hasDefault = ts.isImportClause(clause) && clause.name !== undefined;
	return (
		!hasDefault &&
		named !== undefined &&
		(ts.isNamedImports(named) || ts.isNamedExports(named)) &&
		named.elements.length > 0 &&
		named.elements.every(({isTypeOnly}) => isTypeOnly)
	);
}

function resolve(
	files: ReadonlySet<string>,
	from: string,
	specifier: string,
): string {
	if (!specifier.startsWith('.')) {
		return specifier;
	}

	const target = path.join(path.dirname(from), specifier);
	const found = [
		target.replace(/\.js$/, '.ts'),
		target.replace(/\.js$/, '.tsx'),
	].find(file => files.has(file));
	if (found === undefined && !specifier.endsWith('.json')) {
		throw new Error(`${from} imports ${specifier}, which does not exist`);
	}

	return found ?? target;
}
