import {testReplays} from '../helpers/replay-tests.js';

testReplays('mariadb');
