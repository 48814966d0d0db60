import {testConnect} from './connect-tests.js';

testConnect('mariadb', '11.8');
