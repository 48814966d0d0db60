import test from 'ava';
import {
	inProduction,
	type ProductionLine,
} from '../../../source/lab/history/in-production.js';
import {asks, interruptedFourth} from '../../helpers/asked.js';
import {productionStories} from '../../helpers/production-stories.js';
import {story} from '../../helpers/story.js';

/** A line as the screen has it, without its columns. */
function marked(line: ProductionLine | undefined): readonly string[] {
	switch (line?.type) {
		case 'row': {
			return line.cells.map(
				({text, known}) => `${known === 'read' ? '=' : '~'}${text}`,
			);
		}

		case 'none': {
			return [line.known];
		}

		case 'error': {
			return [line.text];
		}

		case undefined: {
			return [];
		}
	}
}

function shown(moment: string) {
	const told = productionStories.find(([name]) => name === moment)?.[1]();
	const seen = told && inProduction(told.run, told.now);
	return {
		process: marked(seen?.process),
		threads: seen?.threads,
		transaction: marked(seen?.transaction),
	};
}

test('on MySQL a thread that receives has no State, and performance_schema has', t => {
	t.deepEqual(shown('an upload on MySQL'), {
		process: ['=42', '=Sleep', '~1', '~', '=NULL'],
		threads: 'Sleep / starting',
		transaction: ['=RUNNING', '=2', '=23:57:35', '=NULL'],
	});
});

test('MariaDB has one list', t => {
	t.deepEqual(shown('an upload with the flag of a lost kill'), {
		process: ['=42', '=Killed', '~1', '=', '=NULL'],
		threads: undefined,
		transaction: ['=RUNNING', '=2', '=23:57:35', '='],
	});
});

test('on MySQL a killed connection is Killed, or not listed at all', t => {
	const {process, threads} = shown(
		'a killed connection that undoes its rows on MySQL',
	);
	t.is(process[1], '~Killed');
	t.is(threads, 'Query / query end');
	t.like(shown('a rollback that MySQL does not list'), {
		process: ['concluded'],
		threads: 'Sleep',
	});
	t.like(shown('thread and transaction are gone'), {
		process: ['read'],
		threads: undefined,
		transaction: ['read'],
	});
});

test('making an index has one State', t => {
	t.is(shown('an index that is made').process[3], '~altering table');
});

test('what an account can not see is concluded', t => {
	t.like(shown('an account that sees nothing'), {
		process: ['=42', '~Sleep', '~?', '~?', '~NULL'],
		transaction: ['~?', '~?', '~?', '~?'].with(0, '~RUNNING'),
	});
	t.deepEqual(
		shown('the thread is gone, and INNODB_TRX is hidden').transaction,
		['not known'],
	);
});

test('an executing blob is Execute, as text it is Query', t => {
	const command = (protocol: 'binary' | 'text') => {
		const {run} = story()
			.starts({protocol})
			.inserts()
			.uploads(1)
			.sent()
			.sees({
				thread: {type: 'hidden', why: 'denied'},
				transaction: {type: 'none'},
			});
		return marked(inProduction(run, 0)?.process)[1];
	};

	t.is(command('binary'), '~Execute');
	t.is(command('text'), '~Query');
});

test('Time is counted on from the look, in whole seconds', t => {
	const told = productionStories.find(
		([name]) => name === 'an execution',
	)?.[1]();
	const at = told?.run.view?.at ?? 0;
	const time = (passed: number) =>
		told && marked(inProduction(told.run, at + passed)?.process)[2];
	t.is(time(0), '~1');
	t.is(time(999), '~1');
	t.is(time(1000), '~2');
	t.is(time(61_500), '~62');
});

test('a look of an older recording has neither Time nor Info, start nor operation', t => {
	const {run} = story()
		.starts()
		.stores(1)
		.inserts()
		.uploads(1)
		.sent()
		.seesThread('Execute', 'starting', 1);
	const seen = inProduction(run, 0);
	t.deepEqual(marked(seen?.process), [
		'=42',
		'=Execute',
		'~?',
		'=starting',
		'~INSERT …',
	]);
	t.deepEqual(marked(seen?.transaction), ['=RUNNING', '=1', '~?', '~?']);
});

test('before the first look nothing is shown', t => {
	t.is(inProduction(story().starts().run, 0), undefined);
});

test('at the question, what a look from before the error has read is not told as read', t => {
	const told = asks(interruptedFourth());
	const known = () => {
		const {process, transaction} = inProduction(told.run, told.now) ?? {};
		return [process, transaction].map(line =>
			line?.type === 'row'
				? line.cells.slice(0, 2).map(({text, known}) => `${known} ${text}`)
				: line,
		);
	};

	t.deepEqual(known(), [
		['read 42', 'concluded Sleep'],
		['concluded RUNNING', 'concluded 3'],
	]);
	told.seesThread('Sleep', '', 3);
	t.deepEqual(known(), [
		['read 42', 'read Sleep'],
		['read RUNNING', 'read 3'],
	]);
});
