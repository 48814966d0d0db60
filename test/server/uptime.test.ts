import test from 'ava';
import {isRestarted} from '../../source/server/uptime.js';

const cases: ReadonlyArray<
	readonly [
		title: string,
		connectionId: string,
		uptime: number,
		restarted: boolean,
	]
> = [
	['it has been up all the time', '18446744073709551615', 90_000, false],
	['it has been up for as long as the connection', '11', 5000, false],
	[
		'it has been up for as long, as far as whole seconds tell',
		'11',
		4000,
		false,
	],
	['it has not been up for so long', '99', 3000, true],
	['it gives ids from before again', '9', 90_000, true],
	['it has given the very id again', '10', 90_000, true],
];
for (const [title, connectionId, uptime, restarted] of cases) {
	test(title, t => {
		t.is(
			isRestarted({connectionId, uptime}, {connectionId: '10', age: 5000}),
			restarted,
		);
	});
}
