/** A part of a JSON Schema. */
export type Part = unknown;

type Keys = Readonly<Record<string, Part>>;

export function isRecord(part: Part): part is Keys {
	return typeof part === 'object' && part !== null && !Array.isArray(part);
}

/**
Turns what the generator makes into what a person can read, and a validator takes. Pure.

- Its definitions name files of the machine; here they have the name of their type, and what has none stands where it is used.
- The parts of an intersection of objects become one object.
- `string & Record<never, never>`, by which the compiler remembers the names that there are although any string may come, becomes a string with these as examples.

@throws when two types have one name.
*/
export function readableSchema(schema: Part): Part {
	if (!isRecord(schema)) {
		return schema;
	}

	const {definitions, $schema, description, ...rest} = schema;
	const made = isRecord(definitions) ? definitions : {};
	const named = Object.entries(made)
		.map(([name, part]) => ({name: typeName(name), part}))
		.filter(({name}) => hasName(name))
		.toSorted((one, other) => (one.name < other.name ? -1 : 1));
	const names = named.map(({name}) => name);
	const twice = names.find((name, index) => names[index + 1] === name);
	if (twice !== undefined) {
		throw new Error(`Two types are called ${twice}.`);
	}

	const read = reading(made);
	return {
		$schema,
		description,
		...asRecord(read(rest)),
		definitions: Object.fromEntries(
			named.map(({name, part}) => [name, read(part)]),
		),
	};
}

/** Without the file of the type. */
function typeName(definition: string): string {
	return definition.replaceAll(/import\([^)]*\)\.?/g, '');
}

/** Whether somebody has given the type its name. */
function hasName(name: string): boolean {
	return /^\w+$/.test(name);
}

/** A type of no values, by which the compiler keeps names apart. */
const nothing = 'Record<never,never>';

function reading(definitions: Keys): (part: Part) => Part {
	return function read(part: Part): Part {
		if (Array.isArray(part)) {
			return part.map(one => read(one));
		}

		if (!isRecord(part)) {
			return part;
		}

		const {$ref, allOf, anyOf, ...rest} = part;
		const own = Object.fromEntries(
			Object.entries(rest).map(([key, value]) => [key, read(value)]),
		);
		if (typeof $ref === 'string') {
			const definition = definitionOf($ref);
			const name = typeName(definition);
			return hasName(name)
				? {$ref: `#/definitions/${name}`, ...own}
				: {...asRecord(read(definitions[definition])), ...own};
		}

		if (Array.isArray(allOf)) {
			const parts: readonly Part[] = allOf;
			return {
				...joined(
					parts
						.filter(one => !isNothing(one))
						.map(one => resolved(read(one), definitions, read)),
				),
				...own,
			};
		}

		return Array.isArray(anyOf)
			? {...chosen(anyOf.map(one => read(one))), ...own}
			: own;
	};
}

function definitionOf(ref: string): string {
	return decodeURIComponent(ref.replace('#/definitions/', ''));
}

function isNothing(part: Part): boolean {
	return (
		isRecord(part) &&
		typeof part['$ref'] === 'string' &&
		definitionOf(part['$ref']) === nothing
	);
}

/** What a part of an intersection stands for: it must be seen to be joined. */
function resolved(
	part: Part,
	definitions: Keys,
	read: (part: Part) => Part,
): Keys {
	const {$ref} = asRecord(part);
	if (typeof $ref !== 'string') {
		return asRecord(part);
	}

	const found = Object.entries(definitions).find(
		([name]) => typeName(name) === definitionOf($ref),
	);
	return asRecord(read(found?.[1]));
}

/** The parts of an intersection as one; those that are not all objects stay apart. */
function joined(parts: readonly Keys[]): Keys {
	const [first, ...others] = parts;
	if (first && others.length === 0) {
		return first;
	}

	if (parts.some(({properties}) => !isRecord(properties))) {
		return {allOf: parts};
	}

	const [{description} = {description: undefined}] = parts;
	return {
		...(description !== undefined && {description}),
		type: 'object',
		properties: Object.fromEntries(
			parts.flatMap(({properties}) => Object.entries(asRecord(properties))),
		),
		required: [...new Set(parts.flatMap(({required}) => asList(required)))],
	};
}

/** One of several: names of which any other may come are examples. */
function chosen(parts: readonly Part[]): Keys {
	const isAnyString = (part: Part) =>
		isRecord(part) &&
		Object.keys(part).length === 1 &&
		part['type'] === 'string';
	const names = parts.find(
		part => isRecord(part) && Array.isArray(part['enum']),
	);
	return parts.length === 2 && parts.some(part => isAnyString(part)) && names
		? {type: 'string', examples: asRecord(names)['enum']}
		: {anyOf: parts};
}

function asRecord(part: Part): Keys {
	return isRecord(part) ? part : {};
}

function asList(part: Part): readonly Part[] {
	return Array.isArray(part) ? part : [];
}
