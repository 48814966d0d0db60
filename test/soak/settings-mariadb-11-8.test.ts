import {testSettings} from '../helpers/settings-tests.js';

testSettings('mariadb', '11.8');
