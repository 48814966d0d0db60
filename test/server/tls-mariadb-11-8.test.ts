import {testTls} from '../helpers/tls-tests.js';

testTls('mariadb', '11.8');
