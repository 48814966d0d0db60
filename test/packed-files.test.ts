import {readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {packedFiles} from './helpers/packed-files.js';

/** What the documents link to and the package leaves out, because nobody needs it to read them. */
const tooLarge: ReadonlySet<string> = new Set(['docs/map.html', 'docs/maps']);

/** What may be packed besides what is built. */
const kinds = [
	/^bin\/kill-lab\.js$/,
	/^demos\/[\w-]+\.jsonl$/,
	/^docs\/[\w-]+\.(?:md|png|svg)$/,
	/^docs\/claims\/[\w.-]+\.jsonl$/,
	/^docs\/schemas\/[\w-]+\.json$/,
	/^man\/kill-lab\.1$/,
	/^(?:changelog|contributing|readme)\.md$/,
	/^license$/,
	/^package\.json$/,
];

/** The files that a Markdown file links to or shows, as paths from the project's folder; what stands in code is no link. */
function linkedBy(file: string): readonly string[] {
	const text = readFileSync(file, 'utf8')
		.replaceAll(/^```.*?^```/gms, '')
		.replaceAll(/`[^`\n]+`/g, '');
	const links = text.matchAll(
		/\]\((?<link>[^)\s]+)\)|(?:src|srcset|href)="(?<attribute>[^"]+)"/g,
	);
	return [...links]
		.map(({groups}) => groups?.['link'] ?? groups?.['attribute'] ?? '')
		.filter(link => !/^(?:[a-z]+:|#)/.test(link))
		.map(link => path.join(path.dirname(file), link.replace(/#.*$/, '')));
}

const packed = packedFiles();
const documents = packed.filter(file => file.endsWith('.md'));

/** Whether a file, or a folder's file, is in the package. */
function isPacked(place: string): boolean {
	return packed.some(file => file === place || file.startsWith(`${place}/`));
}

test('every link and picture of a packed document leads to a packed file', t => {
	const broken = documents.flatMap(document =>
		linkedBy(document)
			.filter(link => !isPacked(link) && !tooLarge.has(link))
			.map(link => `${document} → ${link}`),
	);
	t.deepEqual(broken, []);
});

test('what the package leaves out is there, and linked', t => {
	const links = new Set(documents.flatMap(file => linkedBy(file)));
	for (const place of tooLarge) {
		t.true(links.has(place), `${place}`);
		t.notThrows(() => statSync(place));
		t.false(isPacked(place), `${place}`);
	}
});

test('nothing is packed but what is needed', t => {
	t.deepEqual(
		packed.filter(file => kinds.every(kind => !kind.test(file))),
		[],
	);
});

test('each packed document and picture is linked', t => {
	const links = new Set(documents.flatMap(file => linkedBy(file)));
	t.deepEqual(
		packed.filter(file => /^docs\/[^/]+$/.test(file) && !links.has(file)),
		[],
	);
});
