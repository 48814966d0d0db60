import {type Hidden} from '../events/hidden.js';
import {type Surrounding} from '../events/surroundings.js';
import {isOn, numericVariable, variable, type Readings} from './readings.js';

/** The readings that show a server's surroundings. */
export type SurroundingReadings = Pick<
	Readings,
	'groupMember' | 'replica' | 'replicas' | 'status' | 'variables'
>;

/** A server's surroundings, from what was read. Pure. */
export function surroundingsOf(
	readings: SurroundingReadings,
): readonly Surrounding[] {
	return [
		...replica(readings),
		...group(readings),
		...galera(readings),
		...source(readings),
		...semiSync(readings),
		...threadPool(readings),
	];
}

function replica({
	replica,
	replicas,
	status,
}: SurroundingReadings): readonly Surrounding[] {
	if (replica.type === 'hidden') {
		// MariaDB shows everybody how many are running [measured: 10.11].
		return Number(status.get('slaves_running') ?? 0) > 0
			? [{type: 'replica', sources: []}]
			: [hidden(replica, 'replica')];
	}

	if (replica.value.type === 'none') {
		return [];
	}

	const ids: ReadonlySet<string> =
		replicas.type === 'seen' ? replicas.value.ids : new Set();
	return [
		{
			type: 'replica',
			sources: replica.value.sources.map(({id, ...source}) => ({
				...source,
				...(id !== undefined && ids.has(id) && {isMutual: true as const}),
			})),
		},
	];
}

function source({replicas}: SurroundingReadings): readonly Surrounding[] {
	if (replicas.type === 'hidden') {
		return [hidden(replicas, 'source')];
	}

	const {count} = replicas.value;
	return count === 0 ? [] : [{type: 'source', replicas: count}];
}

function group({groupMember}: SurroundingReadings): readonly Surrounding[] {
	if (groupMember.type === 'hidden') {
		return [hidden(groupMember, 'group')];
	}

	if (groupMember.value === undefined) {
		return [];
	}

	const {state, role, members, primaries} = groupMember.value;
	const [primary, another] = primaries;
	return [
		{
			type: 'group',
			state,
			role,
			members,
			...(primary !== undefined && another === undefined && {primary}),
		},
	];
}

/** `wsrep_on` can be on even without a provider. */
function galera(readings: SurroundingReadings): readonly Surrounding[] {
	const provider = variable(readings, 'wsrep_provider') ?? '';
	if (!isOn(readings, 'wsrep_on') || ['', 'none'].includes(provider)) {
		return [];
	}

	const {status} = readings;
	return [
		{
			type: 'galera',
			size: Number(status.get('wsrep_cluster_size') ?? 0),
			state: status.get('wsrep_local_state_comment') ?? '',
			status: status.get('wsrep_cluster_status') ?? '',
		},
	];
}

/** The words of the plugin: of MySQL since 8.0.26 [manual], and of MySQL before and MariaDB. */
const semiSyncWords = ['source', 'master'] as const;

function semiSync(readings: SurroundingReadings): readonly Surrounding[] {
	const word = semiSyncWords.find(word =>
		isOn(readings, `rpl_semi_sync_${word}_enabled`),
	);
	if (word === undefined) {
		return [];
	}

	const {status} = readings;
	return [
		{
			type: 'semi-sync',
			point:
				variable(readings, `rpl_semi_sync_${word}_wait_point`) ===
				'AFTER_COMMIT'
					? 'AFTER_COMMIT'
					: 'AFTER_SYNC',
			timeout: numericVariable(readings, `rpl_semi_sync_${word}_timeout`) ?? 0,
			replicas: Number(status.get(`rpl_semi_sync_${word}_clients`) ?? 0),
			acknowledgements:
				numericVariable(
					readings,
					'rpl_semi_sync_source_wait_for_replica_count',
				) ??
				numericVariable(
					readings,
					'rpl_semi_sync_master_wait_for_slave_count',
				) ??
				1,
			isOn: status.get(`rpl_semi_sync_${word}_status`) === 'ON',
		},
	];
}

/** MySQL says `loaded-dynamically` when the plugin is there [measured: 9.7], and its administrative port does not go through it [manual]. MariaDB says `pool-of-threads`. */
function threadPool(readings: SurroundingReadings): readonly Surrounding[] {
	const handling = variable(readings, 'thread_handling');
	if (handling === 'pool-of-threads') {
		const threads = numericVariable(readings, 'thread_pool_max_threads');
		const port = numericVariable(readings, 'extra_port') ?? 0;
		return [
			{
				type: 'thread-pool',
				...(threads !== undefined && {threads}),
				...(port > 0 && {extra: {port}}),
			},
		];
	}

	if (
		handling !== 'loaded-dynamically' ||
		variable(readings, 'thread_pool_size') === undefined
	) {
		return [];
	}

	const host = variable(readings, 'admin_address') ?? '';
	const port = numericVariable(readings, 'admin_port') ?? 0;
	return [
		{
			type: 'thread-pool',
			...(host !== '' && port > 0 && {extra: {host, port}}),
		},
	];
}

function hidden(
	hidden: Hidden,
	what: 'replica' | 'source' | 'group',
): Surrounding {
	return {...hidden, what};
}
