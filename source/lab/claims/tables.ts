import {type Flavour} from '../../server/flavour.js';

/** The schema of the experiments. */
export const schema = 'KillLabClaims';

/** Rows of each table: enough that a statement that works on all of them is met at work. */
export const rowCount = 2 ** 16;

const doublings = 16;

/** A table with a number, a value and an index, filled. */
function filled(name: string, engine: string): readonly string[] {
	return [
		`CREATE TABLE ${name} (id INT AUTO_INCREMENT PRIMARY KEY, v INT NOT NULL DEFAULT 1, KEY (v)) ENGINE = ${engine}`,
		`INSERT INTO ${name} () VALUES ()`,
		...Array.from(
			{length: doublings},
			() => `INSERT INTO ${name} (v) SELECT v FROM ${name}`,
		),
	];
}

const common = [
	`CREATE SCHEMA ${schema}`,
	`USE ${schema}`,
	...filled('Transactional', 'InnoDB'),
	...filled('Plain', 'MyISAM'),
	'CREATE TABLE Written (id INT AUTO_INCREMENT PRIMARY KEY, v INT, KEY (v)) ENGINE = InnoDB',
];

/** The statements that make what the experiments work on. */
export const tables: Readonly<Record<Flavour, readonly string[]>> = {
	mysql: common,
	mariadb: [...common, ...filled('AriaTable', 'Aria')],
};

/** An expression that takes a row some 50 µs [measured on both servers]: a statement that has it is met at work. */
export const slowValue = 'CRC32(REPEAT(id, 10000)) % 1000';
