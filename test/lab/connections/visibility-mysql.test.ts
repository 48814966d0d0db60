import {testSight} from './visibility-tests.js';

testSight('mysql');
