/* The main script of the executable: it is CommonJS, which has no await at its top. */
import {start} from '../source/start.js';

void start();
