import {testProduction} from './production-tests.js';

testProduction('mariadb');
