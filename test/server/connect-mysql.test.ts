import {testConnect} from '../helpers/connect-tests.js';

testConnect('mysql');
