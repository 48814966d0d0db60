import {help} from '../../options/help.js';
import {topics, type Topic} from '../../options/topics.js';
import {sectionLines} from './section.js';
import {toldTopics} from './topics.js';

/** What `kill-lab help` prints of a topic; without one the usage, and which topics there are. Pure. */
export function tellHelp(topic: Topic | undefined): string {
	if (topic !== undefined) {
		return toldTopics[topic].tell();
	}

	const lines = sectionLines([
		{
			heading: 'kill-lab help TOPIC',
			entries: topics.map(name => ({name, texts: [toldTopics[name].about]})),
		},
	]);
	return `${help}\n${lines.join('\n')}\n`;
}
