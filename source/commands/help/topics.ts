import {type Topic} from '../../options/topics.js';
import {tellWorkloads} from '../workloads/command.js';
import {environmentSections} from './environment.js';
import {exitSections} from './exit-codes.js';
import {keySections} from './keys.js';
import {sectionLines, type Section} from './section.js';
import {verdictSections} from './verdicts.js';

/** A topic of the help: what it is about, and its text. */
type ToldTopic = {readonly about: string; readonly tell: () => string};

/** A topic that has sections. */
function inSections(
	about: string,
	sections: () => readonly Section[],
): ToldTopic {
	return {
		about,
		tell: () =>
			sectionLines(sections())
				.map(line => `${line}\n`)
				.join(''),
	};
}

/** Each topic. */
export const toldTopics: Readonly<Record<Topic, ToldTopic>> = {
	keys: inSections('what the keys of each screen do', keySections),
	'exit-codes': inSections('what the exit codes say', exitSections),
	environment: inSections(
		'the variables that the program reads',
		environmentSections,
	),
	verdicts: inSections(
		'what the words for data and for kills mean',
		verdictSections,
	),
	workloads: {
		about: 'what can run in place of the files',
		tell: () => tellWorkloads(undefined),
	},
};
