import {type Workload} from '../contract.js';
import {insertSelect} from '../insert-select/workload.js';
import {rollbackFacts} from './facts.js';

/** An INSERT of many rows, in a transaction that ends with ROLLBACK. */
export const rollback: Workload = {...insertSelect, facts: rollbackFacts};
