import {testCommits} from '../helpers/commit-tests.js';

testCommits('mariadb');
