import {testRestarts} from '../helpers/restart-tests.js';

testRestarts('mysql');
