import {testInterruptions} from './interrupt-tests.js';

testInterruptions('mariadb');
