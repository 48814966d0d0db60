import {type RunPlan} from '../../events/run-plan.js';
import {type TableDesign} from '../../own-table/table-design.js';
import {type Demands} from '../../preflight/demands.js';
import {rowsOf} from './options.js';

/** What the target of a workload of numbered rows asks of a server. */
export type RowsTarget = {
	readonly table: TableDesign;
	/** Privileges besides those to create, fill, read and drop the table. */
	readonly privileges: readonly string[];
	/** What it does to the table, as words between "fills it" and "reads it". */
	readonly does: string;
	/** How many times the bytes of the table its transaction adds to the binary log. */
	readonly logged: number;
	/** How many times the bytes of the table it needs on the disk, besides that table. */
	readonly disk: number;
	/** Bytes of its largest packet, and why it is one; absent: it is short. */
	readonly packet?: {
		readonly bytes: (plan: RunPlan) => number;
		readonly why: string;
	};
	/** Bytes of it in a binary log of statements; absent: as it is sent. */
	readonly text?: (plan: RunPlan) => number;
	/** Connections besides the three of every lab. */
	readonly furtherConnections?: number;
};

/** Bytes of a row with all that belongs to it [measured: 300,000 rows are a table of 80 MB]. */
const rowSize = 280;

/** Bytes of a short statement, at most. */
const shortPacket = 1024;

/** The last statement that fills the table writes half of its rows. */
const filledAtOnce = 0.5;

const smaller = 'choose a smaller --scale';

/** What a run of this plan needs of a server. */
export function rowsDemands({
	table,
	privileges,
	does,
	logged,
	disk,
	packet: largest,
	text: textOf,
	furtherConnections = 0,
}: RowsTarget): (plan: RunPlan) => Demands {
	return plan => {
		const bytes = rowsOf(plan) * rowSize;
		const packet = largest?.bytes(plan) ?? shortPacket;
		const text = textOf?.(plan) ?? packet;
		const row = Math.max(logged, filledAtOnce) * bytes;
		return {
			place: {schema: plan.schema, design: table},
			privileges: ['CREATE', 'DROP', 'INSERT', 'SELECT', ...privileges],
			privilegesWhy: `the lab creates a table there, fills it, ${does}, reads it and drops it`,
			connections: 3 + furtherConnections,
			hourly: {queries: 300, updates: 40, connections: 4 + furtherConnections},
			statements: 1,
			statement: {
				packet,
				packetWhy: largest?.why ?? 'the statements are short',
				fitting: smaller,
				smaller,
				memory: 2 * 1024 ** 2 + 2 * packet,
				value: shortPacket,
				logged: {mysql: text, mariadb: text, row},
			},
			transaction: {
				statements: 1,
				bytes: row,
				row: 'row',
				smaller,
				fewer: () => smaller,
			},
			data: (1 + disk) * bytes,
		};
	};
}
