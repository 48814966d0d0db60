import {testPreflight} from '../../helpers/preflight-tests.js';

testPreflight('mysql');
