import {testMariadbLogins} from '../helpers/mariadb-login-tests.js';

await testMariadbLogins(['ed25519']);
