import {Refusal} from '../refusal.js';
import {flavourName, isOlder, parseVersion, type Flavour} from './flavour.js';

/** What a server is: its flavour decides what SQL it takes, its name only how it is called. */
export type Product = {
	readonly flavour: Flavour;
	/** From `VERSION()`, without the distribution's suffix. */
	readonly version: string;
	/** Such as `MySQL`, `RDS MariaDB` or `TiDB`. */
	readonly name: string;
	/** Its own version, where it has one besides. */
	readonly release?: string;
};

/** What a server answers when it is asked what it is: `version`, and variables of which it need not have all. */
export type Answers = Readonly<
	Partial<
		Record<'version' | 'versionComment' | 'basedir' | 'auroraVersion', string>
	>
>;

type Mark = {
	/** `{flavour}` stands for MySQL or MariaDB. */
	readonly name: string;
	readonly answer: keyof Answers;
	/** Its group `release` is the product's own version. */
	readonly pattern: RegExp;
};

/**
By what the products are known; the first mark that fits counts. None of them is available here: [manual] is the maker's documentation, [recorded] an answer of such a server that somebody has published.

- TiDB puts itself into the version, `8.0.11-TiDB-v7.5.1` [manual].
- Vitess: `8.0.30-Vitess` [recorded]; PlanetScale, which runs it, may put its own name there [not sure].
- Aurora alone has `aurora_version`, `3.05.2` [manual]; older ones name it in the version, `5.7.mysql_aurora.2.11.2` [recorded], all in the folder, `/rdsdbbin/oscar-8.0.mysql_aurora.3.02.2.0.18301.0/` [recorded].
- RDS: the folder is `/rdsdbbin/mysql-8.0.41.R2/` [recorded], and MariaDB's comment is `managed by https://aws.amazon.com/rds/` [recorded].
- Azure: `8.0.37-azure`, `5.7.44-azure-log` [recorded].
- Cloud SQL: `8.0.31-google` and the comment `(Google)` [recorded].
- Percona: its comment begins with its name, `Percona Server (GPL), Release 28, Revision 47601f19` [recorded].
*/
const marks: readonly Mark[] = [
	{
		name: 'TiDB',
		answer: 'version',
		pattern: /-tidb-v?(?<release>\d+(?:\.\d+)*)/i,
	},
	{name: 'Vitess', answer: 'version', pattern: /-(?:vitess|planetscale)/i},
	{
		name: 'Aurora MySQL',
		answer: 'auroraVersion',
		pattern: /^(?<release>\d+(?:\.\d+)*)/,
	},
	{
		name: 'Aurora MySQL',
		answer: 'version',
		pattern: /mysql_aurora\.(?<release>\d+(?:\.\d+)*)/,
	},
	{
		name: 'Aurora MySQL',
		answer: 'basedir',
		pattern: /mysql_aurora\.(?<release>\d+\.\d+\.\d+)/,
	},
	{name: 'RDS {flavour}', answer: 'basedir', pattern: /^\/rdsdbbin\//},
	{
		name: 'RDS {flavour}',
		answer: 'versionComment',
		pattern: /\baws\.amazon\.com\/rds\b/,
	},
	{name: 'Azure {flavour}', answer: 'version', pattern: /-azure\b/i},
	{name: 'Cloud SQL {flavour}', answer: 'version', pattern: /-google\b/i},
	{
		name: 'Cloud SQL {flavour}',
		answer: 'versionComment',
		pattern: /^\(Google\)/,
	},
	{
		name: 'Percona XtraDB Cluster',
		answer: 'versionComment',
		pattern: /^Percona XtraDB Cluster/,
	},
	{
		name: 'Percona Server',
		answer: 'versionComment',
		pattern: /^Percona Server/,
	},
];

/** Tells what a server is from what it answered. Pure. */
export function productOf(answers: Answers): Product {
	const {version: told = '', versionComment = ''} = answers;
	const {version} = parseVersion(told);
	// A distribution may leave the name out of the version.
	const {flavour} = parseVersion(`${told} ${versionComment}`);
	const brand = flavourName(flavour);
	for (const {name, answer, pattern} of marks) {
		const found = pattern.exec(answers[answer] ?? '');
		if (found) {
			const release = found.groups?.['release'];
			return {
				flavour,
				version,
				name: name.replace('{flavour}', brand),
				...(release !== undefined && {release}),
			};
		}
	}

	return {flavour, version, name: brand};
}

/** A product with its version: `Percona Server 8.0.36`, `TiDB 7.5.1`. Of Aurora's MySQL version only the series means anything: `Aurora MySQL 8.0 (3.05.2)`. */
export function describeProduct({name, version, release}: Product): string {
	if (release === undefined) {
		return `${name} ${version}`;
	}

	return name === 'TiDB'
		? `${name} ${release}`
		: `${name} ${version.split('.').slice(0, 2).join('.')} (${release})`;
}

/** The oldest versions for which the lab is made. */
const oldest: Readonly<Record<Flavour, string>> = {
	mysql: '5.7',
	mariadb: '10.5',
};

/** @throws {Refusal} when a server is too old for the lab. */
export function checkAge(product: Product): void {
	if (isOlder(product.version, oldest[product.flavour])) {
		throw new Refusal(
			`The server is ${describeProduct(product)}, but the lab needs at least MySQL ${oldest.mysql} or MariaDB ${oldest.mariadb}. Name a newer server.`,
		);
	}
}
