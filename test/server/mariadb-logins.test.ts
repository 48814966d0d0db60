import {testMariadbLogins} from './mariadb-login-tests.js';

await testMariadbLogins(['ed25519']);
