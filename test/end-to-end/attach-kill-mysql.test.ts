import {testAttachKill} from './attach-kill-tests.js';

testAttachKill('mysql');
