import {type Connection} from 'mysql2';
import {type Finding} from '../events/finding.js';
import {see, type Seen} from '../account/see.js';
import {type Demands} from './demands.js';
import {type Readings} from './readings.js';

/** What an account may do in an hour; absent: no limit. */
export type HourlyLimits = {
	readonly queries?: number;
	readonly updates?: number;
	readonly connections?: number;
};

/** The words of CREATE USER. */
const words = {
	queries: 'MAX_QUERIES_PER_HOUR',
	updates: 'MAX_UPDATES_PER_HOUR',
	connections: 'MAX_CONNECTIONS_PER_HOUR',
} as const;

const names = ['queries', 'updates', 'connections'] as const;

/** Both servers show an account its own limits; SHOW GRANTS does so only on MariaDB [measured: MySQL 9.7, MariaDB 10.11]. @throws mysql2's error, when the connection is lost. */
export async function readHourlyLimits(
	connection: Connection,
): Promise<Seen<HourlyLimits>> {
	return see(connection, 'SHOW CREATE USER CURRENT_USER()', ([row]) =>
		parseHourlyLimits(String(Object.values(row ?? {})[0] ?? '')),
	);
}

/** Reads them from the text of CREATE USER, ignoring passwords and anything else in quotes. */
export function parseHourlyLimits(text: string): HourlyLimits {
	const plain = text.replaceAll(/'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`/gs, '');
	return Object.fromEntries(
		names.flatMap(name => {
			const [, digits] =
				new RegExp(String.raw`\b${words[name]} (\d+)`).exec(plain) ?? [];
			return digits === undefined || Number(digits) === 0
				? []
				: [[name, Number(digits)]];
		}),
	);
}

const hour = 3_600_000;

/** Thread and transaction. */
const statementsPerLook = 2;

/** What `lookInterval` is without a limit, in ms. */
const usualInterval = 40;

/**
How far apart an account's looks at the server must be, in ms, so that they take at most half of the statements that the run leaves it; absent: as usual. All the time, looks use up 22 to 26 statements a second [measured: Questions in 16 s of an upload, MySQL 9.7 25.3, MariaDB 10.11 22.5, 11.8 23.1].
*/
export function lookInterval(
	{hourly}: Pick<Readings, 'hourly'>,
	needed: Demands['hourly'],
): number | undefined {
	const most = hourly.type === 'seen' ? hourly.value.queries : undefined;
	if (most === undefined) {
		return undefined;
	}

	const looks = Math.max(1, (most - needed.queries) / 2 / statementsPerLook);
	const interval = Math.ceil(hour / looks);
	return interval > usualInterval ? interval : undefined;
}

/** Whether the account may do what a run needs. No server shows how much of the hourly limit is used up. */
export function checkHourlyLimits(
	readings: Readings,
	{hourly: needed}: Demands,
): readonly Finding[] {
	const {hourly} = readings;
	if (hourly.type === 'hidden') {
		return [];
	}

	return names.flatMap((name): readonly Finding[] => {
		const most = hourly.value[name];
		if (most === undefined) {
			return [];
		}

		return most < needed[name]
			? [tooFew(readings, words[name], most, needed[name])]
			: name === 'queries'
				? queries(readings, needed, most)
				: [{type: 'ok', what: words[name], value: String(most)}];
	});
}

function tooFew(
	{account}: Readings,
	what: string,
	most: number,
	needed: number,
): Finding {
	return {
		type: 'stop',
		what,
		value: String(most),
		needed: `at least ${needed}`,
		why: 'the account would reach this limit during the run',
		mend: {
			type: 'statement',
			sql: `ALTER USER ${account} WITH ${what} 0`,
			instead: 'use another account',
		},
	};
}

function queries(
	readings: Readings,
	needed: Demands['hourly'],
	most: number,
): readonly Finding[] {
	const what = words.queries;
	const value = String(most);
	const interval = lookInterval(readings, needed);
	return interval === undefined
		? [{type: 'ok', what, value}]
		: [
				{
					type: 'warning',
					what,
					value,
					needed: 'no limit',
					why: `to stay within the limit, the lab looks at the server only every ${interval < 1000 ? `${interval} ms` : `${Math.ceil(interval / 1000)} s`} and shows less`,
					mend: {
						type: 'statement',
						sql: `ALTER USER ${readings.account} WITH ${what} 0`,
						instead: 'use another account',
					},
				},
			];
}
