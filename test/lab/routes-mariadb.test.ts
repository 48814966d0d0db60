import {testRoutes} from '../helpers/route-tests.js';

testRoutes('mariadb');
