import {labKeys} from '../keys/lab-keys.js';
import {fill} from './fill.js';

/** The keys that a beginner needs, as a sentence. */
const keys = fill(
	'With no server named, a private throwaway one starts. Keys:',
	labKeys.flatMap(({name, usage}) =>
		usage === undefined ? [] : [`${name.replace('^', 'Ctrl-')} ${usage}`],
	),
	'.',
);

/** What `--help` prints: one screen of 80 x 24. */
export const help = `Usage: kill-lab [options] [mysql://user@host:port/database]
       kill-lab doctor [options] [URI]    checks a server, changes nothing
       kill-lab replay FILE [--speed N]   plays a run recorded with --record
Shows what KILL QUERY and KILL CONNECTION do to a transaction, and proves it.
${keys}
  -h -P -u -p -S -D, --login-path, --defaults-file, --connect-timeout,
  --ssl-mode, --ssl-ca, --ssl-cert, --ssl-key, --get-server-public-key,
  --server-public-key-path                        as in the mysql client
  --yes, --fix           skip the question; raise low server limits for the run
  --sandbox[=SERVER]     mysql or mariadb, or with a version: mariadb-11.8
  --server-program FILE  the mysqld or mariadbd for the throwaway server
  --files N, --size N    10 files of 100MB each (1 MB is 1,048,576 bytes)
  --protocol NAME        binary, long-data or text
  --rate N               20MB/s or max; on a terminal about 3 s per file
  --kill KILL            query@2:upload:50%, query@commit, connection@5s, ...
  --kill-via WAY         auto, sql, rds, azure; --kill-soft, --kill-by-query-id
  --expect OUTCOME       committed or rolled-back; exit 4 if it differs
  --on-interrupt WORD    after 1317: rollback, retry, skip or commit (key i)
  --autocommit, --keep   INSERTs commit; table stays, as its schema always does
  --plain, --json        lines instead of a screen; --record FILE; --ascii
  --wait, --pause-commit wait for s to start; for space before COMMIT
Exit: 0 all or nothing, 1 error, 2 usage, 3 partial, 4 unverified, 130 Ctrl-C
`;
