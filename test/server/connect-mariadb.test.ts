import {testConnect} from './connect-tests.js';

testConnect('mariadb');
