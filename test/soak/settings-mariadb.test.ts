import {testSettings} from './settings-tests.js';

testSettings('mariadb');
