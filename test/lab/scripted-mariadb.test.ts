import {testScriptedKills} from '../helpers/scripted-tests.js';

testScriptedKills('mariadb');
