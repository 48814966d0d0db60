import {testTls} from './tls-tests.js';

testTls('mysql');
