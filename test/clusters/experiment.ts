import {type Verdict} from '../../source/lab/events/events.js';
import {type Effect, type KillKind} from '../../source/lab/events/kill.js';
import {type BlobsChange} from '../helpers/blobs.js';
import {phaseOfKill, type RunState} from '../../source/lab/history/state.js';
import {type Flavour} from '../../source/server/flavour.js';
import {megabyte, openTestLab, type TestLab} from '../helpers/lab.js';
import {
	inExecution,
	inUpload,
	large,
	slowly,
	type When,
} from '../helpers/moments.js';
import {type Cluster, type Member} from './cluster.js';
import {type ClusterNode} from './node.js';

/** When a kill is sent. */
export type Moment = 'upload' | 'execute' | 'commit';

/** The moments, in their order in a run. */
export const moments = ['upload', 'execute', 'commit'] as const;

/** A killed run on a node of a cluster, and what the nodes say about it. */
export type Trial = {
	readonly cluster: string;
	readonly node: string;
	readonly kind: KillKind;
	readonly moment: Moment;
	/** The phase in which the kill arrived. */
	readonly phase: string;
	readonly effect: Effect | 'none';
	readonly outcome: Verdict['outcome'];
	/** How COMMIT ended: `ok`, `lost`, or the number of its error; `none`: it was not sent. */
	readonly commit: string;
	/** Ms from sending COMMIT to its end. */
	readonly commitTook?: number;
	/** What does not agree; empty if everything does. */
	readonly wrong: readonly string[];
};

const schema = 'clusters';

const whens: Readonly<Record<Moment, When>> = {
	upload: inUpload,
	execute: inExecution,
	commit: (event, {run}) =>
		event.type === 'statement-sent' &&
		run?.statements.at(-1)?.role === 'commit',
};

function planOf(moment: Moment, flavour: Flavour): BlobsChange {
	switch (moment) {
		case 'upload': {
			return {files: 2, size: 5 * megabyte, ...slowly};
		}

		case 'execute': {
			return large(flavour);
		}

		case 'commit': {
			return {files: 2, size: 5 * megabyte};
		}
	}
}

/** One run with one kill on a node that takes writes, checked on every node of the cluster by other connections, independently of the lab's code. */
export async function killOnce(
	cluster: Cluster,
	member: Member,
	flavour: Flavour,
	{
		kind,
		moment,
		when = whens[moment],
		during,
	}: {
		readonly kind: KillKind;
		readonly moment: Moment;
		/** Another moment of the phase. */
		readonly when?: When;
		/** What else happens, from before the run starts. */
		readonly during?: (lab: TestLab) => Promise<void>;
	},
): Promise<Trial> {
	const {node} = member;
	const lab = await openTestLab(node.server, {
		schema,
		...planOf(moment, flavour),
		...(during && {pauseCommit: true}),
	});
	try {
		void lab.when(when, () => {
			lab.session.kill(kind, lab.now());
		});
		const meanwhile = during?.(lab);
		const verdict = await lab.verdictOf();
		await meanwhile;
		await cluster.settle();
		const run = lab.run();
		return {
			cluster: cluster.name,
			node: node.name,
			kind,
			moment,
			...toldOf(run, verdict),
			wrong: await disagreements(cluster, run, verdict),
		};
	} finally {
		await lab.close();
	}
}

function toldOf(run: RunState, {outcome}: Verdict) {
	const [kill] = run.kills;
	const commit = run.statements.findLast(({role}) => role === 'commit');
	const ended = commit?.ended;
	return {
		phase: kill ? phaseOfKill(kill) : 'none',
		effect: kill?.effect?.effect ?? ('none' as const),
		outcome,
		commit:
			ended?.outcome.type === 'error'
				? String(ended.outcome.failure.errno)
				: (ended?.outcome.type ?? 'none'),
		...(ended &&
			commit?.sentAt !== undefined && {commitTook: ended.at - commit.sentAt}),
	};
}

/** What the nodes show that contradicts the verdict. */
async function disagreements(
	{members}: Cluster,
	run: RunState,
	verdict: Verdict,
): Promise<readonly string[]> {
	const wrong: string[] = [];
	for (const {node} of members) {
		const there = await hashesOn(node);
		const made = run.steps.length;
		const wanted = new Map<Verdict['outcome'], number>([
			['committed whole', made],
			['rolled back whole', 0],
		]).get(verdict.outcome);
		if (wanted === undefined || there.length !== wanted) {
			wrong.push(
				`${verdict.outcome}, and ${node.name} has ${there.length} rows`,
			);
		}

		if (there.some(({hash, made}) => hash !== made)) {
			wrong.push(`${node.name} has other bytes than were inserted`);
		}
	}

	return wrong;
}

/** The rows of a node: the hash of the stored bytes, and that of the file. */
async function hashesOn(
	node: ClusterNode,
): Promise<ReadonlyArray<{readonly hash: string; readonly made: string}>> {
	const rows = await node.ask(
		`SELECT SHA2(file_data, 256) AS there, file_hash AS made FROM ${schema}.DataBlobs`,
	);
	return rows.map(row => ({
		hash: String(row['there']),
		made: String(row['made']),
	}));
}

/** The trials as a table, each kind counted. */
export function tableOf(trials: readonly Trial[]): string {
	const counts = new Map<string, number>();
	for (const trial of trials) {
		const {cluster, node, kind, moment, phase, effect, commit, outcome} = trial;
		const row = `| ${cluster} | ${node} | ${kind} | ${moment} | ${phase} | ${effect} | ${commit} | ${outcome} |`;
		counts.set(row, (counts.get(row) ?? 0) + 1);
	}

	return [
		'| servers | node | kill | sent in | arrived in | effect | COMMIT | verdict | runs |',
		'| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
		...Array.from(counts, ([row, number]) => `${row} ${number} |`),
	].join('\n');
}
