import {isDeepStrictEqual} from 'node:util';
import {runProgram, type Cleaner} from '../helpers/program.js';
import {type Member} from './cluster.js';

const schema = 'clusters_refused';

/** The arguments that name a node. */
function argumentsFor({node}: Pick<Member, 'node'>): readonly string[] {
	const {address, user, password} = node.server;
	return [
		// The machine may have option files of its own.
		'--no-defaults',
		...(address.type === 'socket'
			? ['-S', address.path]
			: ['-h', address.host, '-P', String(address.port)]),
		'-u',
		user,
		...(password === undefined ? [] : [`--password=${password}`]),
		'-D',
		schema,
		'--files=1',
		'--size=1MB',
	];
}

/**
Compares what the program says about a node with what it must say: the doctor's document names its surroundings, and on a node for reading, doctor and lab refuse, name the server that takes writes, and advise no statement.

@returns What is wrong; empty if nothing is.
*/
export async function misnamed(
	cleaner: Cleaner,
	member: Member,
): Promise<readonly string[]> {
	const doctor = await runProgram(cleaner, [
		'doctor',
		'--json',
		...argumentsFor(member),
	]);
	const named = surroundingsIn(doctor.stdout);
	const isRefused = doctor.ended !== 0;
	return [
		...(isDeepStrictEqual(named, member.surroundings)
			? []
			: [
					`doctor names ${JSON.stringify(named) ?? doctor.stderr}, not ${JSON.stringify(member.surroundings)}`,
				]),
		...(isRefused === (member.role === 'reads')
			? []
			: [`doctor ${isRefused ? 'refuses' : 'does not refuse'} it`]),
		...(member.role === 'reads' ? await unrefused(cleaner, member) : []),
	].map(what => `${member.node.name}: ${what}`);
}

function surroundingsIn(document: string): unknown {
	const told: unknown = JSON.parse(document || '{}');
	return Reflect.get(
		new Object(Reflect.get(new Object(told), 'server')),
		'surroundings',
	);
}

async function unrefused(
	cleaner: Cleaner,
	member: Member,
): Promise<readonly string[]> {
	const {node, writer} = member;
	const lab = await runProgram(cleaner, ['--yes', ...argumentsFor(member)]);
	const schemas = await node.ask(`SHOW DATABASES LIKE '${schema}'`);
	return [
		...(lab.ended === 1 && lab.stderr.startsWith('kill-lab: ')
			? []
			: [`the lab ends with ${lab.ended}: ${lab.stderr}`]),
		...(writer === undefined || lab.stderr.includes(writer)
			? []
			: [`the refusal does not name ${writer}: ${lab.stderr}`]),
		...(/SET GLOBAL|run:/.test(lab.stderr)
			? [`the refusal advises a statement: ${lab.stderr}`]
			: []),
		...(schemas.length === 0 ? [] : ['something was written']),
	];
}

/** Checks that doctor and lab refuse a node in words that match a pattern. @returns What is wrong. */
export async function unexplained(
	cleaner: Cleaner,
	node: Member['node'],
	pattern: RegExp,
): Promise<readonly string[]> {
	const args = argumentsFor({node});
	const told: string[] = [];
	for (const words of [
		['doctor', ...args],
		['--yes', ...args],
	]) {
		const {ended, stderr} = await runProgram(cleaner, words);
		if (ended !== 1 || !pattern.test(stderr)) {
			told.push(`${node.name}: ${words[0]} ends with ${ended}: ${stderr}`);
		}
	}

	return told;
}
