import {tryWorkloadTests} from './try-workload-tests.js';

tryWorkloadTests('mariadb');
