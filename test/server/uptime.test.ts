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
	[
		'a server that was up all the time has not restarted',
		'18446744073709551615',
		90_000,
		false,
	],
	[
		'a server that was up as long as the connection has not restarted',
		'11',
		5000,
		false,
	],
	[
		'a server that was up as long, rounded to seconds, has not restarted',
		'11',
		4000,
		false,
	],
	['a server that was up for a shorter time has restarted', '99', 3000, true],
	['a server with a smaller connection id has restarted', '9', 90_000, true],
	['a server with the same connection id has restarted', '10', 90_000, true],
];
for (const [title, connectionId, uptime, restarted] of cases) {
	test(title, t => {
		t.is(
			isRestarted({connectionId, uptime}, {connectionId: '10', age: 5000}),
			restarted,
		);
	});
}
