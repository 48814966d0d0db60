import {openTestLab, megabyte, type TestLab} from '../helpers/lab.js';
import {slowly} from '../helpers/moments.js';
import {type ClusterNode} from './node.js';

const schema = 'clusters_shared';
const table = `${schema}.DataBlobs`;
const plan = {schema, files: 2, size: 5 * megabyte, ...slowly};

/**
Two labs on two nodes that both take writes, with the same schema: the second must leave the first one's table alone, whenever it starts. So must a lab that finds a dead lab's table.

@returns What is wrong.
*/
export async function shared(
	first: ClusterNode,
	second: ClusterNode,
	settle: () => Promise<void>,
): Promise<readonly string[]> {
	const wrong: string[] = [];

	// It starts during a run.
	const running = await openTestLab(first.server, plan);
	let late = '';
	void running.when(
		({type}) => type === 'step-progress',
		() => {
			running.holdFile(
				(async () => {
					late = await refusal(second);
				})(),
			);
		},
	);
	wrong.push(...(await runWhole(running, 'a lab that another one met')));
	await running.close();
	wrong.push(...unlike(late, 'in the midst of a run'));

	// It has looked before the table existed.
	let faster: TestLab | undefined;
	const early = await refusal(second, async () => {
		faster = await openTestLab(first.server, plan);
		await settle();
	});
	wrong.push(...unlike(early, 'at the same time'));
	if (faster) {
		wrong.push(...(await runWhole(faster, 'a lab that was faster')));
		await faster.close();
	}

	wrong.push(...(await leftBehind(first, second, settle)));
	return wrong;
}

/** A dead lab's table stays for a lab on another node, and on its own. @returns What is wrong. */
export async function leftBehind(
	first: ClusterNode,
	second: ClusterNode,
	settle: () => Promise<void>,
): Promise<readonly string[]> {
	const dead = await openTestLab(first.server, plan);
	await dead.verdictOf();
	await dead.abandon();
	await settle();
	const wrong: string[] = [];
	for (const node of new Set([first, second])) {
		wrong.push(...unlike(await refusal(node), `${node.name}, after its death`));
	}

	const [row] = await first.ask(`SELECT COUNT(*) AS number FROM ${table}`);
	if (Number(row?.['number']) !== plan.files) {
		wrong.push(`${String(row?.['number'])} rows of a dead lab are left`);
	}

	await first.ask(`DROP TABLE ${table}`);
	return wrong;
}

/** Why a lab on a node is refused; empty if it is not. */
async function refusal(
	{server}: ClusterNode,
	consent?: () => Promise<void>,
): Promise<string> {
	try {
		const lab = await openTestLab(server, plan, [], consent && {consent});
		await lab.close();
		return '';
	} catch (error: unknown) {
		return String(error);
	}
}

function unlike(words: string, when: string): readonly string[] {
	return words.includes("this one can't tell whether a lab on another one")
		? []
		: [`a lab ${when}: ${words === '' ? 'is not refused' : words}`];
}

async function runWhole(
	lab: TestLab,
	which: string,
): Promise<readonly string[]> {
	const verdict = await lab.verdictOf();
	return verdict.outcome === 'committed whole' &&
		verdict.about === 'data' &&
		verdict.there === plan.files
		? []
		: [`${which}: ${JSON.stringify(verdict)}`];
}

/**
During a run another node inserts a row into the lab's table, with the id of one of the lab's rows: the cluster aborts the lab's transaction for it. The verdict must name the row, and must not be PARTIAL.

@returns What is wrong.
*/
export async function intruded(
	first: ClusterNode,
	second: ClusterNode,
): Promise<readonly string[]> {
	const lab = await openTestLab(first.server, {...plan, pauseCommit: true});
	try {
		const held = lab.when(event => event.type === 'pace' && event.paused);
		const verdict = lab.verdictOf();
		await held;
		for (let id = 1; id <= 12; id++) {
			await second.ask(
				`INSERT INTO ${table} (id, file_name, file_data, file_size, file_type, file_hash) VALUES (${id}, 'intruder-${id}', 'x', 1, 'x', 'x')`,
			);
		}

		lab.session.togglePause();
		const {outcome, ...rest} = await verdict;
		const commit = lab.run().statements.findLast(({role}) => role === 'commit');
		const told = JSON.stringify({outcome, ...rest});
		const failure = JSON.stringify(commit?.ended);
		return [
			...(outcome === 'rolled back whole' ? [] : [`an intruder: ${told}`]),
			...(told.includes('intruder-') ? [] : [`no row is named: ${told}`]),
			...(failure?.includes('1213') ? [] : [`COMMIT ended with ${failure}`]),
		];
	} finally {
		await lab.close();
		await first.ask(`DROP TABLE IF EXISTS ${table}`);
	}
}
