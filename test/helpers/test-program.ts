/**
Node's arguments that run a program of the tests, in the form in which the tests themselves run: as it is written, or as the compiler has built it, which starts in half the time.

@param source - Its path.
*/
export function testProgram(source: string): readonly string[] {
	return import.meta.url.endsWith('.js')
		? [`build/${source.replace(/\.tsx?$/, '.js')}`]
		: ['--import=tsx', source];
}
