import {buildGenerator, programFromConfig} from 'typescript-json-schema';
import {readableSchema} from './readable-schema.js';

/** What the program writes as JSON, each with the type of source/index.ts that says what is in it. */
const schemaTypes = {
	'recording-line': 'RecordingLine',
	doctor: 'DoctorOutput',
	'attach-list': 'AttachDocument',
	'attach-kill': 'AttachKillDocument',
	'sweep-line': 'SweepLine',
	'sweep-maps': 'MapsDocument',
	'sweep-comparison': 'ComparisonDocument',
	'claim-line': 'ClaimLine',
} as const;

/**
Makes a JSON Schema of all that the program writes, from the types and their comments.

@returns The text of each file in docs/schemas.
@throws when the source does not compile.
*/
export function makeSchemas(): ReadonlyMap<string, string> {
	const program = programFromConfig('tsconfig.json', ['source/index.ts']);
	const generator = buildGenerator(program, {
		required: true,
		strictNullChecks: true,
	});
	if (!generator) {
		throw new Error('The source does not compile.');
	}

	return new Map(
		Object.entries(schemaTypes).map(([name, type]) => {
			const made: unknown = generator.getSchemaForSymbol(type);
			return [
				`${name}.json`,
				`${JSON.stringify(readableSchema(made), undefined, '\t')}\n`,
			];
		}),
	);
}
