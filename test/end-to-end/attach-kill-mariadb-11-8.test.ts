import {testAttachKill} from './attach-kill-tests.js';

testAttachKill('mariadb', '11.8');
