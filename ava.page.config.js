import config from './ava.config.js';

/** What `npm run test:page` runs: the page of a map in a real browser. */
const page = {...config, files: ['test/page/*-tests.ts']};

export default page;
