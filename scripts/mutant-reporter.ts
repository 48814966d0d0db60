/** Reports each mutant that survives without an explanation, as soon as it has been tried. */
import process from 'node:process';
import {type MutantResult} from '@stryker-mutator/api/core';
import {declareValuePlugin, PluginKind} from '@stryker-mutator/api/plugin';
import {fateOf, moduleOf, originalOf} from './survivor.js';

export const strykerPlugins = [
	declareValuePlugin(PluginKind.Reporter, 'survivors', {
		onMutantTested(mutant: Readonly<MutantResult>) {
			if (fateOf(mutant) === 'unexplained') {
				process.stdout.write(
					`${moduleOf(mutant)}:${mutant.location.start.line}: ${originalOf(mutant)} → ${mutant.replacement ?? ''}\n`,
				);
			}
		},
	}),
];
