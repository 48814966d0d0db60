import config from './ava.config.js';

/** The whole suite: what the compiler has built starts in half the time of what is translated as it is loaded. */
const built = {
	...config,
	files: ['build/test/**/*.test.js'],
	extensions: ['js'],
	nodeArguments: [],
};

export default built;
