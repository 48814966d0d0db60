import {readFile} from 'node:fs/promises';
import {Ajv, type AnySchema} from 'ajv';
import {isRecord, type Part} from './readable-schema.js';

/**
Reads a schema, and takes it at its word: what the program writes has no key that it doesn't name. (What somebody reads may have: a later version may add some.)

@param name - Of a file in docs/schemas, without its ending.
@returns Says what of a value doesn't fit; empty: it fits.
*/
export async function schemaNamed(
	name: string,
): Promise<(value: unknown) => string> {
	const schema: unknown = JSON.parse(
		await readFile(`docs/schemas/${name}.json`, 'utf8'),
	);
	const ajv = new Ajv({allowUnionTypes: true});
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Ajv throws if it is none.
	const fits = ajv.compile(closed(schema) as AnySchema);
	return value =>
		fits(value)
			? ''
			: `${JSON.stringify(value)}: ${ajv.errorsText(fits.errors)}`;
}

function closed(schema: Part): Part {
	if (Array.isArray(schema)) {
		return schema.map(part => closed(part));
	}

	if (!isRecord(schema)) {
		return schema;
	}

	return {
		...Object.fromEntries(
			Object.entries(schema).map(([key, part]) => [key, closed(part)]),
		),
		...(isRecord(schema['properties']) &&
			schema['type'] === 'object' && {additionalProperties: false}),
	};
}
