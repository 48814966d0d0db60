import {testReplays} from './replay-tests.js';

testReplays('mysql');
