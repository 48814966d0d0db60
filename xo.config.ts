import {type FlatXoConfig} from 'xo';

const config: FlatXoConfig = [
	{
		// Nothing else knows of React, and its rules take a third of the time.
		files: ['source/ui/**', '**/*.tsx'],
		react: true,
		rules: {
			// The JSX transform imports what it needs.
			'react/react-in-jsx-scope': 'off',
		},
	},
	{
		prettier: true,
		rules: {
			// A connection and its statements are used in order: one after the other is the point of the experiment.
			'no-await-in-loop': 'off',
			// A reducer is one long switch over its events, and reads best as one.
			complexity: 'off',
			// A `default` stands for the cases that change nothing.
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{considerDefaultExhaustiveForUnions: true},
			],
			// `import-x/no-extraneous-dependencies` says the same in a tenth of the time.
			'n/no-extraneous-import': 'off',
			// They say how a pattern is to be written, and that no polyfill is needed, in a tenth of the time.
			'unicorn/better-regex': 'off',
			'unicorn/no-unnecessary-polyfills': 'off',
			// The patterns here are about ASCII: flags would be noise.
			'require-unicode-regexp': 'off',
		},
	},
	{
		// What the benchmark reads back is what the program wrote.
		files: ['bench/**'],
		rules: {'@typescript-eslint/no-unsafe-type-assertion': 'off'},
	},
	{
		// The same tests run on both flavours: their files in test/ only name the flavour.
		files: ['test/**/*-tests.ts'],
		rules: {'ava/no-ignored-test-files': 'off'},
	},
];

export default config;
