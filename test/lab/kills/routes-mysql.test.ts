import {testRoutes} from './route-tests.js';

testRoutes('mysql');
