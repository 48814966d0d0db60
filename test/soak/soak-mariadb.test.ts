import {testSoak} from '../helpers/soak-tests.js';

testSoak('mariadb');
