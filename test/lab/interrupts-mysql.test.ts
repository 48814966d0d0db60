import {testInterruptions} from '../helpers/interrupt-tests.js';

testInterruptions('mysql');
