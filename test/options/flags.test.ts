import test from 'ava';
import {type Flag} from '../../source/options/flag.js';
import {flags} from '../../source/options/flags.js';

const all = Object.entries<Flag>(flags);

for (const [name, {type, text, value, read, isMultiple}] of all) {
	test(`${name} has a sentence, and says what it takes if it takes anything`, t => {
		t.regex(text, /^[A-Z].*\.$/);
		t.is(value === undefined, type === 'boolean');
	});

	for (const word of value?.words ?? []) {
		test(`${name} ${word}: what a shell offers is understood`, t => {
			t.notThrows(() => read?.(word));
			t.regex(word, /^[\w.,-]+$/);
		});
	}

	if (read === undefined && value?.words !== undefined) {
		test(`${name} has a reader of its own elsewhere`, t => {
			// Of --claim several are read together.
			t.true(isMultiple);
		});
	}
}

test('no words are offered twice', t => {
	for (const [name, {value}] of all) {
		const words = value?.words ?? [];
		t.is(new Set(words).size, words.length, `${name}`);
	}
});
