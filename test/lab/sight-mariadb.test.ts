import {testSight} from '../helpers/sight-tests.js';

testSight('mariadb');
