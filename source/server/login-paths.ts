import {readLoginFile} from './option-file-access.js';
import {loginFile} from './login-options.js';
import {type OptionFilePlaces} from './option-files.js';
import {readOptionLine} from './option-lines.js';

/** The names of the login paths in the login file, and nothing else of it; none if it can't be used. */
export function loginPaths(places: OptionFilePlaces): readonly string[] {
	const found = readLoginFile(loginFile(places));
	if (!found || 'ignored' in found) {
		return [];
	}

	const names = found.text.split('\n').flatMap(line => {
		const read = readOptionLine(line);
		return read?.type === 'group' ? [read.name] : [];
	});
	return [...new Set(names)];
}
