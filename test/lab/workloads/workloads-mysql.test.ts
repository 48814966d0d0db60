import {allCases} from './all-cases.js';
import {workloadTests} from './workload-tests.js';

workloadTests('mysql', allCases);
