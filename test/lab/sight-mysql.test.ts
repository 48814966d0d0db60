import {testSight} from '../helpers/sight-tests.js';

testSight('mysql');
