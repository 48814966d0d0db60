import {type Connection} from 'mysql2/promise';
import {type Flavour} from '../../source/server/flavour.js';

/** What a victim does. */
export type Act = {
	/** What another connection holds meanwhile, so that the victim waits for it. */
	readonly held?: readonly string[];
	readonly before: readonly string[];
	/** What that connection holds only once these are done: they would wait for it as well. */
	readonly heldAfter?: readonly string[];
	/** What is in flight when it is killed; absent: nothing. */
	readonly runs?: string;
	/** A part of what the statement in flight has done stays: it commits midway, or its table has no transactions. */
	readonly leavesPart?: true;
	/** Absent: it can be done on either. */
	readonly flavour?: Flavour;
};

/** So many rows take a statement some tenths of a second. */
const doublings = 16;

/** What every row of a table with a full-text index contains. */
const searched =
	'alpha bravo charlie delta echo foxtrot golf hotel india juliet';

const changes = 'UPDATE t SET v = v + 1';
const begins = ['BEGIN', `${changes} WHERE id = 1`];

/** Bytes of a blob: with its digits the statement fits into MariaDB's max_allowed_packet of 16 MB. */
const blobSize = 6 * 1024 ** 2;

/** Every workload's statement as another program sends it, and what else a connection is found doing, by their names. @param file - Its lines are rows of the table. */
export function actsWith(file: string): Readonly<Record<string, Act>> {
	return {
		blobs: {
			before: begins,
			runs: `INSERT INTO b (d) VALUES (0x${'5a'.repeat(blobSize)})`,
		},
		'insert-values': {
			before: begins,
			runs: `INSERT INTO t (v) VALUES ${Array.from({length: 100_000}, () => '(1)').join(', ')}`,
		},
		'insert-select': {
			before: begins,
			runs: 'INSERT INTO t (v) SELECT v FROM filled',
		},
		update: {before: begins, runs: changes},
		'update under autocommit': {before: [], runs: changes},
		'update-indexed': {before: begins, runs: 'UPDATE t SET k = k + 1'},
		delete: {before: ['BEGIN'], runs: 'DELETE FROM t'},
		'load-data': {
			before: begins,
			runs: `LOAD DATA LOCAL INFILE '${file}' INTO TABLE t (v)`,
		},
		sort: {
			before: begins,
			runs: 'SELECT id FROM t ORDER BY SHA2(CONCAT(id, v), 512) LIMIT 1 OFFSET 60000',
		},
		group: {
			before: begins,
			runs: 'SELECT COUNT(*) FROM (SELECT SHA2(id, 512) AS hash, COUNT(*) AS n FROM t GROUP BY hash) AS g',
		},
		join: {
			before: begins,
			runs: 'SELECT COUNT(*) FROM t AS a STRAIGHT_JOIN t AS b WHERE a.v * b.v < 0',
		},
		regexp: {
			before: begins,
			runs: "SELECT COUNT(*) FROM t WHERE CONCAT(v, REPEAT('x', 40)) REGEXP 'x.*y|x.*z'",
		},
		fulltext: {
			before: begins,
			runs: `SELECT COUNT(*) FROM f WHERE MATCH (words) AGAINST ('${Array.from({length: 20}, () => searched).join(' ')}' IN BOOLEAN MODE) AND id > 0`,
		},
		'recursive-cte': {
			before: begins,
			runs: "WITH RECURSIVE chain (id, hash) AS (SELECT 1, REPEAT('x', 64) UNION ALL SELECT id + 1, SHA2(REPEAT(hash, 8000), 256) FROM chain WHERE id < 500) SELECT COUNT(*) FROM chain",
		},
		sleep: {before: begins, runs: 'SELECT SLEEP(0.6)'},
		'get-lock': {
			held: ["SELECT GET_LOCK('attacked', 0)"],
			before: begins,
			runs: "SELECT GET_LOCK('attacked', 0.8)",
		},
		'row-lock': {
			held: ['BEGIN', `${changes} WHERE id = 2`],
			before: begins,
			runs: `${changes} WHERE id = 2`,
		},
		'foreign-key': {
			held: ['BEGIN', 'SELECT * FROM c WHERE id = 1 FOR UPDATE'],
			before: begins,
			runs: 'INSERT INTO c VALUES (2, 1)',
		},
		// What holds that lock is a statement, and here the victim's own.
		'auto-increment': {
			before: begins,
			runs: 'INSERT INTO n (v) SELECT v + SLEEP(0.0001) FROM filled LIMIT 4000',
		},
		'metadata-lock': {
			held: ['LOCK TABLES m READ'],
			before: begins,
			runs: 'UPDATE m SET v = v + 1',
		},
		truncate: {
			held: ['LOCK TABLES m READ'],
			before: [],
			runs: 'TRUNCATE TABLE m',
		},
		'table-lock': {
			held: ['LOCK TABLES m READ LOCAL'],
			before: begins,
			runs: 'UPDATE m SET v = v + 1',
			leavesPart: true,
		},
		'read-lock': {
			before: begins,
			heldAfter: ['FLUSH TABLES WITH READ LOCK'],
			runs: 'COMMIT',
		},
		'xa-prepare': {
			// Not as far as XA PREPARE: what stays prepared would keep the next victims from their table.
			before: ["XA START 'attacked'", `${changes} WHERE id = 1`],
			runs: 'INSERT INTO t (v) SELECT v FROM filled',
		},
		'backup-stage': {
			flavour: 'mariadb',
			before: begins,
			heldAfter: ['START', 'FLUSH', 'BLOCK_DDL', 'BLOCK_COMMIT'].map(
				stage => `BACKUP STAGE ${stage}`,
			),
			runs: 'COMMIT',
		},
		'alter-copy': {
			before: [],
			runs: 'ALTER TABLE t ADD COLUMN note INT, ALGORITHM = COPY',
		},
		'add-index': {before: [], runs: 'ALTER TABLE t ADD INDEX (v)'},
		optimize: {before: [], runs: 'OPTIMIZE TABLE t'},
		'create-select': {before: [], runs: 'CREATE TABLE s SELECT * FROM t'},
		procedure: {before: [], runs: 'CALL batches()', leavesPart: true},
		handler: {before: [], runs: 'CALL handled()', leavesPart: true},
		trigger: {before: begins, runs: 'UPDATE triggered SET v = v + 1'},
		myisam: {before: [], runs: 'UPDATE m SET v = v + 1', leavesPart: true},
		sql: {
			before: begins,
			runs: 'UPDATE t JOIN filled USING (id) SET t.v = filled.v + 1',
		},
		'idle-next': {
			before: ['BEGIN', `${changes} WHERE id < 100`],
			runs: changes,
		},
		savepoint: {before: [...begins, 'SAVEPOINT s'], runs: changes},
		twice: {before: begins, runs: changes},
		commit: {before: ['BEGIN', changes], runs: 'COMMIT'},
		rollback: {before: ['BEGIN', changes], runs: 'ROLLBACK'},
		idle: {before: ['BEGIN', `${changes} WHERE id < 100`]},
		'idle without a transaction': {before: []},
	};
}

const copies = [
	'DROP TABLE IF EXISTS t, m, b, c, triggered, f, n, s',
	'CREATE TABLE t LIKE filled',
	'INSERT INTO t SELECT * FROM filled',
	'CREATE TABLE m ENGINE = MyISAM SELECT * FROM filled',
	'CREATE TABLE triggered SELECT * FROM filled WHERE id <= 8192',
	`CREATE TRIGGER works BEFORE UPDATE ON triggered FOR EACH ROW BEGIN
		DECLARE hash CHAR(128);
		DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SET NEW.k = 1;
		SET hash = SHA2(REPEAT('x', 40000), 512);
	END`,
	'CREATE TABLE b (id INT PRIMARY KEY AUTO_INCREMENT, d LONGBLOB)',
	'CREATE TABLE c (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES c (id))',
	'INSERT INTO c VALUES (1, NULL)',
	'CREATE TABLE n (id INT PRIMARY KEY AUTO_INCREMENT, v DOUBLE)',
	`CREATE TABLE f (id INT PRIMARY KEY, words VARCHAR(200) DEFAULT '${searched}', FULLTEXT KEY (words))`,
	'INSERT INTO f (id) SELECT id FROM filled WHERE id <= 8192',
];

/** Makes what the acts work on. */
export async function makeTables(root: Connection): Promise<void> {
	for (const sql of [
		'CREATE SCHEMA attacked',
		'USE attacked',
		'CREATE TABLE filled (id INT PRIMARY KEY AUTO_INCREMENT, v INT, k INT DEFAULT 0, KEY (k))',
		'INSERT INTO filled (v) VALUES (1)',
		...Array.from(
			{length: doublings},
			() => 'INSERT INTO filled (v) SELECT v FROM filled',
		),
		...[
			['batches', ''],
			['handled', 'DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SET @caught = 1;'],
		].map(
			([name, handler]) => `CREATE PROCEDURE ${name}() BEGIN
			DECLARE n INT DEFAULT 0;
			${handler}
			WHILE n < 60000 DO
				START TRANSACTION;
				UPDATE t SET v = v + 1 WHERE id > n AND id <= n + 1000;
				COMMIT;
				SET n = n + 1000;
			END WHILE;
		END`,
		),
		...copies,
	]) {
		await root.query(sql);
	}
}

/** Makes them again as they were. */
export async function restoreTables(root: Connection): Promise<void> {
	for (const sql of copies) {
		await root.query(sql);
	}
}

/** What tells whether somebody has changed them. */
export const fingerprint = `SELECT
	(SELECT CONCAT_WS(' ', COUNT(*), SUM(v), SUM(k)) FROM t) AS t,
	(SELECT CONCAT_WS(' ', COUNT(*), SUM(v)) FROM m) AS m,
	(SELECT CONCAT_WS(' ', COUNT(*), SUM(v), SUM(k)) FROM triggered) AS triggered,
	(SELECT COUNT(*) FROM b) AS b,
	(SELECT COUNT(*) FROM c) AS c,
	(SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'attacked') AS columns_,
	(SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = 'attacked') AS indexes_`;
