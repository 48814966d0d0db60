import test from 'ava';
import {checkBackupStages} from '../../../source/lab/preflight/backup-stages.js';

const needed = {
	backupStages: {why: 'COMMIT waits for it', instead: 'use another server'},
};

test('a server that counts its backups has BACKUP STAGE', t => {
	t.like(checkBackupStages({status: new Map([['com_backup', '0']])}, needed), [
		{type: 'ok', what: 'BACKUP STAGE'},
	]);
});

test('one that does not stops a run that needs it, and no other', t => {
	const status = new Map<string, string>();
	t.like(checkBackupStages({status}, needed), [
		{
			type: 'stop',
			what: 'BACKUP STAGE',
			why: 'COMMIT waits for it',
			mend: {type: 'advice', instead: 'use another server'},
		},
	]);
	t.deepEqual(checkBackupStages({status}, {}), []);
});
