import {accessSync, constants} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {chromium, type Browser} from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** Starts the Chromium of this machine, without a window. @throws when there is none. */
export async function startBrowser(): Promise<Browser> {
	const executablePath = (process.env['PATH'] ?? '')
		.split(path.delimiter)
		.flatMap(folder => names.map(name => path.join(folder, name)))
		.find(file => isExecutable(file));
	if (executablePath === undefined) {
		throw new Error(
			'There is no Chromium on this machine. Install it: apt-get install chromium',
		);
	}

	return chromium.launch({
		executablePath,
		// Chromium's own sandbox does not start for root.
		chromiumSandbox: process.getuid?.() !== 0,
	});
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
