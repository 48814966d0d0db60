import {effectMeanings} from '../../wording/effect-meanings.js';
import {verdictMeanings} from '../../wording/verdict-meanings.js';
import {shortEffects} from '../../wording/words.js';
import {verdictCode} from '../exit-code.js';
import {type Section} from './section.js';

/** What the verdict says of the data, and the effect of a kill. */
export function verdictSections(): readonly Section[] {
	return [
		{
			heading: 'The verdict is about the data',
			entries: verdictMeanings.map(({outcome, meaning}) => ({
				name: outcome,
				texts: [`${meaning} (exit code ${verdictCode(outcome)})`],
			})),
		},
		{
			heading: 'The effect is what a kill did',
			entries: effectMeanings.map(({effect, meaning}) => ({
				name: shortEffects[effect],
				texts: [meaning],
			})),
		},
	];
}
