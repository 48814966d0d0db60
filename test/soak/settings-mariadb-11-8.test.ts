import {testSettings} from './settings-tests.js';

testSettings('mariadb', '11.8');
