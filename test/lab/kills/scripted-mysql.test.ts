import {testScriptedKills} from './scripted-tests.js';

testScriptedKills('mysql');
