import {type Connection} from 'mysql2';
import {type LabOptions} from '../../options/parse-command-line.js';
import {
	problems,
	setStatement,
	type Setting,
} from '../../lab/events/finding.js';
import {judge} from '../../lab/preflight/preflight.js';
import {workloadOf} from '../../lab/workloads/acts.js';
import {takeReadings} from '../../lab/preflight/readings.js';
import {type RunPlan} from '../../lab/events/run-plan.js';
import {openConnection} from '../../lab/connections/open-connection.js';
import {Refusal} from '../../refusal.js';
import {disconnect} from '../../server/connect.js';
import {type Server} from '../../server/address.js';
import {toFailure} from '../../server/failure.js';
import {changeSettings} from '../../settings/change.js';
import {type Journal} from '../../settings/journal.js';
import {putBack, type Outcome} from '../../settings/put-back.js';
import {type Confirm} from './confirm.js';
import {describeOwner, openUserJournal} from './left-settings.js';

/** What `--fix` changed on a server, and how to put it back. */
export type ServerSettings = {
	/**
	Puts it back, once; does nothing if nothing was changed.

	@throws {Refusal} when something stays changed; it says what, and gives the statement that fixes it.
	*/
	readonly putBack: () => Promise<void>;
};

type Options = {
	readonly server: Server;
	readonly plan: RunPlan;
	/** Whether settings may be changed. */
	readonly fix: LabOptions['fix'];
	readonly confirm: Confirm;
	/** Holds a sentence for as long as something is changed. */
	readonly leftBehind: Set<string>;
	/** Tells a person. */
	readonly say: (line: string) => void;
};

/**
Puts back what a killed lab left changed on the server, and changes the settings that would stop the run, if the user asks for it and agrees. To be called before the lab's connections are opened: a new `max_allowed_packet` applies only to connections opened afterwards.

@throws {Refusal} when the server refuses a change; mysql2's error, when there is no connection.
*/
export async function prepareServerSettings(
	options: Options,
): Promise<ServerSettings> {
	const {server, fix, say, leftBehind} = options;
	const journal = openUserJournal();
	const entries = await journal.read();
	if (entries.length === 0 && !fix) {
		return {putBack: async () => undefined};
	}

	return withConnection(server, async connection => {
		for (const outcome of await putBack(connection, journal)) {
			const line = describeLeft(outcome);
			if (line !== undefined) {
				say(line);
			}
		}

		const file = fix
			? await fixSettings(connection, journal, options)
			: undefined;
		if (file !== undefined) {
			leftBehind.add(settingsStay);
		}

		return {
			async putBack() {
				if (file !== undefined) {
					await finish(server, journal, file);
					leftBehind.delete(settingsStay);
				}
			},
		};
	});
}

const settingsStay =
	'The settings that --fix changed on the server may still be changed; the next kill-lab there puts them back.';

async function fixSettings(
	connection: Connection,
	journal: Journal,
	{plan, confirm, say}: Options,
): Promise<string | undefined> {
	const demands = workloadOf(plan).demands(plan);
	const readings = await takeReadings(connection, demands.place);
	const stops = problems(judge(readings, demands, 1), 'stop');
	const settings = stops.flatMap(({mend}) =>
		mend.type === 'set' ? [mend.setting] : [],
	);
	// A problem that no setting fixes stops the run anyway: the preflight says so.
	if (settings.length < stops.length) {
		return undefined;
	}

	if (settings.length > 0 && !(await confirm(question(settings)))) {
		return undefined;
	}

	const file = await changeSettings(connection, journal, settings);
	for (const setting of settings) {
		say(`Changed until the lab ends: ${setStatement(setting)}`);
	}

	return file;
}

function question(settings: readonly Setting[]): string {
	return [
		'These settings will be changed while the lab runs:',
		...settings.map(setting => `  ${setStatement(setting)}`),
		'The old values are put back at the end.',
	].join('\n');
}

async function finish(
	server: Server,
	journal: Journal,
	file: string,
): Promise<void> {
	const stays = 'The next kill-lab on this server puts it back.';
	let outcomes: readonly Outcome[];
	try {
		outcomes = await withConnection(server, async connection =>
			putBack(connection, journal, file),
		);
	} catch (error: unknown) {
		throw new Refusal(
			`Could not put back what --fix changed: ${toFailure(error).message}. ${stays}`,
			{cause: error},
		);
	}

	const refused = outcomes.flatMap(outcome =>
		outcome.type === 'refused'
			? [
					`Could not put ${outcome.variable} back: ${outcome.message}. Run: ${outcome.statement}`,
				]
			: [],
	);
	if (refused.length > 0) {
		throw new Refusal(refused.join('\n'));
	}
}

/** What a lab that is gone left changed, and what became of it. */
function describeLeft(outcome: Outcome): string | undefined {
	const {variable, entry, type} = outcome;
	const left = `${variable} was left changed by ${describeOwner(entry)}`;
	switch (type) {
		case 'put back': {
			return `${left}. It is back to ${outcome.value}.`;
		}

		case 'changed since': {
			return `${left}. Somebody has set it to ${outcome.value} since, so it stays.`;
		}

		case 'refused': {
			return `${left}, and could not be put back: ${outcome.message}. Run: ${outcome.statement}`;
		}

		case 'still needed': {
			return undefined;
		}
	}
}

async function withConnection<Result>(
	server: Server,
	act: (connection: Connection) => Promise<Result>,
): Promise<Result> {
	const connection = await openConnection(server);
	try {
		return await act(connection);
	} finally {
		await disconnect(connection);
	}
}
