import test from 'ava';
import {
	readProduction,
	threadReadings,
} from '../../../source/wording/production/read-production.js';
import {transactionReadings} from '../../../source/wording/production/transaction-readings.js';
import {wrappedHeight} from '../../../source/ui/wrapped.js';
import {productionStories} from '../../helpers/production-stories.js';

/** The inside of the smallest screen, and what is left there below the two rows. */
const smallest = {width: 60, height: 3};

for (const [moment, tell, readings] of productionStories) {
	test(`${moment}: ${readings.join(', ')}`, t => {
		const read = readProduction(tell().run);
		t.deepEqual(
			read.map(({name}) => name),
			readings,
		);
		const text = read.map(({words}) => words).join(' ');
		t.true(
			wrappedHeight(text, smallest.width) <= smallest.height,
			`too long for the smallest screen: ${text}`,
		);
	});
}

test('each reading has a name of its own', t => {
	for (const readings of [threadReadings, transactionReadings]) {
		const names = readings.map(({name}) => name);
		t.is(new Set(names).size, names.length);
	}
});

test('words are the same in ASCII', t => {
	for (const [, tell] of productionStories) {
		for (const {words, more = ''} of readProduction(tell().run)) {
			t.regex(words + more, /^[\u0020-\u007E]*$/);
		}
	}
});
