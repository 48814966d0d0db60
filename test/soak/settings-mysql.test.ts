import {testSettings} from './settings-tests.js';

testSettings('mysql');
