import {testScriptedKills} from './scripted-tests.js';

testScriptedKills('mariadb');
