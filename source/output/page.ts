import {element, escapeHtml} from './html.js';

/** A page that needs nothing else: no network, no script. Pure. @param page.beginning - How every page of its kind begins: its doctype, and a comment. @param page.body - HTML already, in parts. */
export function wholePage({
	beginning,
	title,
	style,
	body,
}: {
	readonly beginning: string;
	readonly title: string;
	readonly style: string;
	readonly body: readonly string[];
}): string {
	return `${beginning}${element(
		'html',
		{lang: 'en'},
		[
			element(
				'head',
				{},
				[
					'<meta charset="utf-8">',
					'<meta name="viewport" content="width=device-width, initial-scale=1">',
					element('title', {}, escapeHtml(title)),
					element('style', {}, style),
				].join('\n'),
			),
			element('body', {}, body.join('\n')),
		].join('\n'),
	)}\n`;
}
