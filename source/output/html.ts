const characters: ReadonlyMap<string, string> = new Map([
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
]);

/** A text that stands in a page, or in an attribute, as it is. Pure. */
export function escapeHtml(text: string): string {
	return text.replaceAll(
		/[&<>"]/g,
		character => characters.get(character) ?? '',
	);
}

/** An element of a page. Pure. @param content - HTML already. */
export function element(
	name: string,
	attributes: Readonly<Record<string, string | number>>,
	content = '',
): string {
	const written = Object.entries(attributes)
		.map(([key, value]) => ` ${key}="${escapeHtml(String(value))}"`)
		.join('');
	return `<${name}${written}>${content}</${name}>`;
}
