import {testIdle} from './idle-tests.js';

testIdle('mariadb');
