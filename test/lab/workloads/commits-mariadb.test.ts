import {testCommits} from './commit-tests.js';

testCommits('mariadb');
