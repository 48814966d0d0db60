import {type Aim, type Moment} from '../../lab/events/aim.js';
import {
	type ContentsRow,
	type EventBody,
	type LabEvent,
	type ServerFacts,
	type StatementRole,
	type DataVerdict,
	type Verdict,
} from '../../lab/events/events.js';
import {type KillKind} from '../../lab/events/kill.js';
import {type RunPlan} from '../../lab/events/run-plan.js';
import {type Surrounding} from '../../lab/events/surroundings.js';
import {type WaitKind} from '../../lab/events/wait.js';
import {blobsFacts} from '../../lab/workloads/blobs/facts.js';
import {
	blobsPlan,
	type BlobsOptions,
} from '../../lab/workloads/blobs/options.js';

/*
Schema 1 knew one experiment: files, each inserted as a blob.
*/

type OldPlan = Omit<RunPlan, 'workload' | 'steps'> & BlobsOptions;

type OldMoment =
	| {
			readonly type: 'file';
			readonly file?: number;
			readonly phase: string;
			readonly part: number;
	  }
	| {readonly type: 'statement'; readonly kind: string}
	| Extract<Moment, {readonly type: 'time'}>;

type OldAim = {readonly kind: KillKind; readonly moment: OldMoment};

type OldRow = {
	readonly id: string;
	readonly fileName: string;
	readonly size: number;
	readonly fileHash: string;
	readonly equal: boolean;
};

type OldVerdict =
	| Extract<Verdict, {readonly outcome: 'unknown'}>
	| (Pick<
			DataVerdict,
			'outcome' | 'expected' | 'unanswered' | 'isForgotten' | 'seenBy'
	  > & {
			readonly rows: readonly OldRow[];
			readonly foreign?: {
				readonly number: number;
				readonly rows: readonly OldRow[];
			};
	  });

type OldKind =
	'begin' | 'identify' | 'insert' | 'verify' | 'commit' | 'rollback';

type OldServer = Omit<ServerFacts, 'product' | 'surroundings' | 'own'> &
	Partial<Pick<ServerFacts, 'product' | 'surroundings'>> & {
		readonly own?: NonNullable<ServerFacts['own']> & {
			readonly replica?: 'yes' | 'no' | 'unknown';
		};
	};

type OldWait<Event> = Omit<Event, 'kind'> & {
	readonly kind: WaitKind | 'verify';
};

type WaitStarted = Extract<EventBody, {readonly type: 'wait-started'}>;
type WaitEnded = Extract<EventBody, {readonly type: 'wait-ended'}>;
type KillSent = Extract<EventBody, {readonly type: 'kill-sent'}>;

/** The events that schema 2 writes in another way. */
type ChangedEvent =
	| {readonly type: 'server'; readonly server: OldServer}
	| {readonly type: 'planned'; readonly plan: OldPlan}
	| {
			readonly type: 'run-started';
			readonly run: number;
			readonly plan: OldPlan;
			readonly connectionId: string;
	  }
	| {
			readonly type: 'file-started';
			readonly file: number;
			readonly name: string;
	  }
	| {readonly type: 'file-made'; readonly file: number; readonly hash: string}
	| {
			readonly type: 'statement-started';
			readonly statement: number;
			readonly kind: OldKind;
			readonly file?: number;
	  }
	| {
			readonly type: 'upload-progress';
			readonly file: number;
			readonly bytes: number;
	  }
	| {
			readonly type: 'hash-compared';
			readonly file: number;
			readonly equal: boolean;
	  }
	| (Omit<KillSent, 'statement'> & Partial<Pick<KillSent, 'statement'>>)
	| {readonly type: 'armed'; readonly kill?: OldAim}
	| {readonly type: 'kill-unsent'; readonly plan: OldAim}
	| OldWait<WaitStarted>
	| OldWait<WaitEnded>
	| {readonly type: 'verdict'; readonly verdict: OldVerdict};

type UnchangedEvent = Exclude<
	EventBody,
	{
		readonly type:
			| ChangedEvent['type']
			| 'step-started'
			| 'step-made'
			| 'step-progress'
			| 'step-checked'
			| 'others-view';
	}
>;

/** An event as schema 1 has it. */
export type OldEvent = (ChangedEvent | UnchangedEvent) & {readonly at: number};

/** The events of a recording with schema 1, as schema 2 would have them. Pure. */
export function lift(events: readonly OldEvent[]): readonly LabEvent[] {
	let size = 0;
	return events.map(event => {
		if (event.type === 'planned' || event.type === 'run-started') {
			size = event.plan.size;
		}

		return {...liftBody(event, size), at: event.at};
	});
}

function liftBody(event: OldEvent, size: number): EventBody {
	switch (event.type) {
		case 'server': {
			return {type: 'server', server: liftServer(event.server)};
		}

		case 'planned': {
			return {type: 'planned', plan: liftPlan(event.plan)};
		}

		case 'run-started': {
			return {...event, plan: liftPlan(event.plan)};
		}

		case 'file-started': {
			const {file: step, name} = event;
			return {type: 'step-started', step, name, unit: 'bytes', total: size};
		}

		case 'file-made': {
			return {type: 'step-made', step: event.file, hash: event.hash};
		}

		case 'statement-started': {
			const {statement, kind, file} = event;
			return {
				type: 'statement-started',
				statement,
				...statements[kind],
				...(file !== undefined && {step: file}),
			};
		}

		case 'upload-progress': {
			return {type: 'step-progress', step: event.file, done: event.bytes};
		}

		case 'hash-compared': {
			const {file, equal} = event;
			return {type: 'step-checked', step: file, isIntact: equal};
		}

		case 'kill-sent': {
			const {kind, connectionId} = event;
			return {
				...event,
				statement:
					event.statement ?? `KILL ${kind.toUpperCase()} ${connectionId}`,
			};
		}

		case 'armed': {
			const {kill} = event;
			return {type: 'armed', ...(kill && {kill: liftAim(kill)})};
		}

		case 'kill-unsent': {
			return {type: 'kill-unsent', plan: liftAim(event.plan)};
		}

		case 'wait-started': {
			return {...event, kind: liftWait(event.kind)};
		}

		case 'wait-ended': {
			return {...event, kind: liftWait(event.kind)};
		}

		case 'verdict': {
			return {type: 'verdict', verdict: liftVerdict(event.verdict)};
		}

		default: {
			return event;
		}
	}
}

function liftServer({own, ...server}: OldServer): ServerFacts {
	const {flavour, version} = server;
	const {replica, ...ownFacts} = own ?? {isReadOnly: false, host: ''};
	return {
		...server,
		product:
			server.product ??
			`${flavour === 'mysql' ? 'MySQL' : 'MariaDB'} ${version}`,
		surroundings: server.surroundings ?? liftReplica(replica),
		...(own && {own: ownFacts}),
	};
}

function liftReplica(
	replica: 'yes' | 'no' | 'unknown' | undefined,
): readonly Surrounding[] {
	switch (replica) {
		case 'yes': {
			return [{type: 'replica', sources: []}];
		}

		case 'unknown': {
			return [{type: 'hidden', what: 'replica', why: 'not recorded'}];
		}

		case 'no':
		case undefined: {
			return [];
		}
	}
}

function liftPlan({files, size, protocol, ...rest}: OldPlan): RunPlan {
	return {...blobsPlan({files, size, protocol}), ...rest};
}

/** What the statements were called. */
const statements: Readonly<
	Record<OldKind, {readonly role: StatementRole; readonly name: string}>
> = {
	begin: {role: 'begin', name: 'BEGIN'},
	identify: {role: 'identify', name: 'SELECT CONNECTION_ID()'},
	insert: {role: 'target', name: 'INSERT'},
	verify: {role: 'check', name: 'hash comparison'},
	commit: {role: 'commit', name: 'COMMIT'},
	rollback: {role: 'rollback', name: 'ROLLBACK'},
};

function liftAim({kind, moment}: OldAim): Aim {
	switch (moment.type) {
		case 'time': {
			return {kind, moment};
		}

		case 'statement': {
			return {kind, moment: {type: 'phase', phase: moment.kind, part: 0}};
		}

		case 'file': {
			const {file, phase, part} = moment;
			return {
				kind,
				moment: {
					type: 'phase',
					phase,
					...(file !== undefined && {step: file}),
					part,
				},
			};
		}
	}
}

function liftWait(kind: WaitKind | 'verify'): WaitKind {
	return kind === 'verify' ? 'check' : kind;
}

function liftVerdict(verdict: OldVerdict): Verdict {
	if (verdict.outcome === 'unknown') {
		return verdict;
	}

	const {rows, foreign, ...rest} = verdict;
	return {
		...rest,
		about: 'data',
		there: rows.length,
		intact: rows.filter(({equal}) => equal).length,
		contents: {
			columns: blobsFacts.columns.map(({name}) => name),
			rows: rows.map(row => liftRow(row)),
		},
		...(foreign && {
			foreign: {
				number: foreign.number,
				rows: foreign.rows.map(row => liftRow(row)),
			},
		}),
	};
}

function liftRow({id, fileName, size, fileHash, equal}: OldRow): ContentsRow {
	return {cells: [id, fileName, size, fileHash], isIntact: equal};
}
