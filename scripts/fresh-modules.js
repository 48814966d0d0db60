/* A hook of Node's loader: a module that was imported with `?fresh=…` imports the project's other modules with the same query, so that all of them are evaluated again. */

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
	const resolved = await nextResolve(specifier, context);
	const [fresh] = /\?fresh=\d+$/.exec(context.parentURL ?? '') ?? [];
	return fresh === undefined ||
		!resolved.url.startsWith('file:') ||
		resolved.url.includes('/node_modules/') ||
		resolved.url.includes('?')
		? resolved
		: {...resolved, url: `${resolved.url}${fresh}`};
}
