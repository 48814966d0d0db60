import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {type MutantResult} from '@stryker-mutator/api/core';
import {
	equivalentMutants,
	type EquivalentMutant,
} from './equivalent-mutants.js';
import {mutatedModules} from './mutated-modules.js';

/** The sources as they were when the run began: they may be edited during the run. */
const sources = new Map(
	mutatedModules.map(({module}) => {
		const file = sourceOf(module);
		return [path.resolve(file), readFileSync(file, 'utf8')];
	}),
);

/** A module's file. */
export function sourceOf(module: string): string {
	const file = `source/${module}.ts`;
	return existsSync(file) ? file : `${file}x`;
}

/** The result for a mutant. `ignored`: it does not count. */
export type Fate = 'killed' | 'equivalent' | 'unexplained' | 'ignored';

/** The module's path below source/, without the extension. */
export function moduleOf({fileName}: Pick<MutantResult, 'fileName'>): string {
	return path.relative('source', fileName).replace(/\.tsx?$/, '');
}

/** The code that a mutant replaced. */
export function originalOf({
	fileName,
	location: {start, end},
}: Pick<MutantResult, 'fileName' | 'location'>): string {
	// Lines and columns count from 1.
	const lines = (sources.get(fileName) ?? '').split('\n');
	const part = lines.slice(start.line - 1, end.line);
	const last = part.pop()?.slice(0, end.column - 1) ?? '';
	return [...part, last].join('\n').slice(start.column - 1);
}

/** What is listed of a mutant that survives for a reason; `undefined`: nothing. */
export function listedFor(
	mutant: Pick<MutantResult, 'fileName' | 'location' | 'replacement'>,
): EquivalentMutant | undefined {
	const module = moduleOf(mutant);
	const original = originalOf(mutant);
	return equivalentMutants.find(
		known =>
			known.module === module &&
			known.original === original &&
			known.replacement === mutant.replacement,
	);
}

/** Judges a mutant by the result of the tests and by the list of equivalent mutants. */
export function fateOf(mutant: MutantResult): Fate {
	const module = moduleOf(mutant);
	const original = originalOf(mutant);
	const {mutatorName, status} = mutant;
	const hasTexts = mutatedModules.some(
		mutated => mutated.module === module && mutated.texts,
	);
	if (
		status === 'CompileError' ||
		// A phrase, not a name.
		(hasTexts && mutatorName === 'StringLiteral' && original.includes(' '))
	) {
		return 'ignored';
	}

	if (['Killed', 'Timeout', 'RuntimeError'].includes(status)) {
		return 'killed';
	}

	return listedFor(mutant) ? 'equivalent' : 'unexplained';
}
