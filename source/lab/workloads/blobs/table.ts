import {type TableDesign} from '../../own-table/table-design.js';
import {blobsFacts} from './facts.js';
import {findStranger} from './strangers.js';

/** The table of the blog post that the lab grew from. `file_hash` is ASCII, so that its length in bytes does not depend on a default. */
export const blobsTable: TableDesign = {
	name: blobsFacts.tableName,
	columns: [
		'id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY',
		'file_name VARCHAR(255) NOT NULL',
		'file_data LONGBLOB NOT NULL',
		'file_size INT NOT NULL',
		'file_type VARCHAR(100) NOT NULL',
		'file_hash CHAR(64) CHARACTER SET ascii NOT NULL',
	],
	definition: [
		'id bigint unsigned NOT NULL AUTO_INCREMENT',
		'file_name varchar(255) NOT NULL',
		'file_data longblob NOT NULL',
		'file_size int NOT NULL',
		'file_type varchar(100) NOT NULL',
		'file_hash char(64) NOT NULL',
		'PRIMARY KEY (id)',
	],
	findStranger,
};
