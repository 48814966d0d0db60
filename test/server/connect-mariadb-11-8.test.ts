import {testConnect} from '../helpers/connect-tests.js';

testConnect('mariadb', '11.8');
