import test from 'ava';
import {
	createStatement,
	judgeShape,
} from '../../../source/lab/own-table/table-shape.js';
import {type TableDesign} from '../../../source/lab/own-table/table-design.js';

const design: TableDesign = {
	name: 'Some',
	columns: ['id INT NOT NULL PRIMARY KEY'],
	definition: ['id int NOT NULL', 'PRIMARY KEY (id)'],
	altered: {
		definition: ['id int NOT NULL', 'note int NOT NULL', 'PRIMARY KEY (id)'],
		undo: 'DROP COLUMN note',
	},
	findStranger: async () => undefined,
};

const [mark = ''] =
	/COMMENT = '.*'$/.exec(
		createStatement({schema: 's', design}, {isSchemaOurs: false}),
	) ?? [];

/** The answer of SHOW CREATE TABLE for the lab's table with these lines. */
function shown(...lines: readonly string[]): string {
	return `CREATE TABLE \`Some\` (\n${lines.map(line => `  ${line}`).join(',\n')}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 ${mark.replace(' = ', '=')}`;
}

const before = ['`id` int(11) NOT NULL', 'PRIMARY KEY (`id`)'];
const after = [
	'`id` int(11) NOT NULL',
	'`note` int(11) NOT NULL',
	'PRIMARY KEY (`id`)',
];

test('a table whose definition a run changes is the lab’s before and after that', t => {
	t.like(judgeShape(shown(...before), design), {
		type: 'ours',
		isAltered: false,
	});
	t.like(judgeShape(shown(...after), design), {type: 'ours', isAltered: true});
});

test('a definition between the two, or beyond them, is not the lab’s', t => {
	for (const lines of [
		after.slice(0, 2),
		['`id` int(11) NOT NULL', '`note` bigint(20) NOT NULL', after[2] ?? ''],
		[...after, 'KEY `another` (`note`)'],
		[after[1] ?? '', after[0] ?? '', after[2] ?? ''],
	]) {
		t.is(judgeShape(shown(...lines), design).type, 'theirs');
	}
});

test('a definition that no run gives to a table is not the lab’s', t => {
	const {altered, ...unaltered} = design;
	t.is(judgeShape(shown(...after), unaltered).type, 'theirs');
	t.like(judgeShape(shown(...before), unaltered), {isAltered: false});
});
