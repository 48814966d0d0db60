import test from 'ava';
import {parseFilter} from '../../../source/lab/attach/filter.js';
import {listedRows, waiting} from '../../../source/lab/attach/listed-rows.js';
import {type Listing} from '../../../source/lab/attach/listing.js';
import {connectionOf} from '../../helpers/attach-story.js';

const listing: Pick<Listing, 'connections' | 'waits'> = {
	connections: [
		connectionOf('1', {command: 'Sleep', state: ''}),
		connectionOf('2'),
		connectionOf('3', {state: 'Waiting for table metadata lock'}),
		connectionOf('4', {state: 'Waiting for table metadata lock'}),
		connectionOf('5', {state: 'User lock'}),
	],
	waits: [
		{waiter: '2', blocker: '1', lock: 'row'},
		{waiter: '3', blocker: '1', lock: 'metadata'},
		{waiter: '3', blocker: '2', lock: 'metadata'},
		{waiter: '3', blocker: '2', lock: 'row'},
	],
};

function idsOf(text: string) {
	const filter = parseFilter(text);
	return 'wrong' in filter
		? filter.wrong
		: listedRows(listing, filter)
				.map(({id}) => id)
				.toSorted();
}

test('waits>0 lets all through that wait, also for a row or for nobody that is seen', t => {
	t.deepEqual(idsOf('waits>0'), ['2', '3', '4', '5']);
	t.is(waiting(listing), 4);
	t.deepEqual(idsOf('waits>1'), ['3']);
	t.deepEqual(idsOf('waits=1'), ['2', '4', '5']);
	t.deepEqual(idsOf('lock~row'), ['2', '3']);
	t.deepEqual(idsOf('lock=row'), ['2']);
	t.deepEqual(idsOf('blocks>0'), ['1', '2']);
});
