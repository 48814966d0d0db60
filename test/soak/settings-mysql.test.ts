import {testSettings} from '../helpers/settings-tests.js';

testSettings('mysql');
