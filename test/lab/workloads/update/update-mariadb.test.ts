import {updateTests} from './update-tests.js';

updateTests('mariadb');
