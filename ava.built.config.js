import config from './ava.config.js';

/** By name: the compiler has not run when this file is linted. */
const fast = await import(
	new URL('build/test/helpers/fast-tests.js', import.meta.url).href
);

/** What `npm test` runs after the fast tests: what the compiler has built starts in half the time of what is translated as it is loaded. */
const built = {
	...config,
	files: [
		'build/test/**/*.test.js',
		...fast.fastTests().map(file => `!${fast.compiledFile(file)}`),
	],
	extensions: ['js'],
	nodeArguments: [],
};

export default built;
