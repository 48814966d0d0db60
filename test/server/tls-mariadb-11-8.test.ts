import {testTls} from './tls-tests.js';

testTls('mariadb', '11.8');
