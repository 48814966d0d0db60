import {Buffer} from 'node:buffer';
import test from 'ava';
import {
	environment,
	firstUpload,
	makePlace,
	programWords,
} from '../helpers/program.js';
import {openSlowLink, sshServer} from '../helpers/slow-link.js';

const testOverSsh = sshServer === undefined ? test.serial.skip : test.serial;
const hint = sshServer === undefined ? ' (no sshd is installed)' : '';

/** A link's bytes a second, the ms within which an action must be visible there, and a screen size: that of most sessions over ssh, and one on which a picture has 5 kB. */
const links = [
	{bytesPerSecond: 4096, press: 300, columns: 80, rows: 24},
	{bytesPerSecond: 1024, press: 1500, columns: 120, rows: 40},
] as const;

/** How long Ctrl-C may take, in ms. */
const leaving = 2000;

for (const {bytesPerSecond, press, columns, rows} of links) {
	// A busy machine is not a slow link: what counts is how much the link has to carry meanwhile.
	testOverSsh(
		`over ssh with ${bytesPerSecond} bytes a second, a key waits for few bytes, and Ctrl-C too${hint}`,
		async t => {
			const place = await makePlace(t);
			const link = await openSlowLink(bytesPerSecond);
			t.teardown(link.close);
			const terminal = link.open(
				[
					...programWords,
					'--sandbox=mysql',
					'--size=200MB',
					'--rate=1MB',
					'--record',
					place.recording,
				],
				{env: environment(place), columns, rows},
			);
			const patience = {timeout: 90_000};
			await terminal.waitFor(firstUpload, patience);

			const carried: number[] = [];
			for (let kill = 1; kill <= 10; kill++) {
				const before = terminal.output();
				terminal.press('q');
				await terminal.waitFor(
					new RegExp(String.raw`\b${kill} QUERY `),
					patience,
				);
				carried.push(Buffer.byteLength(terminal.output().slice(before.length)));
			}

			t.log(`bytes to each echo: ${carried.join(' ')}`);
			const limit = (bytesPerSecond * press) / 1000;
			// The limit is for 95 of 100: one of ten may take longer.
			const [, second = 0] = carried.toSorted((a, b) => b - a);
			t.true(second <= limit);

			const before = terminal.output();
			terminal.press('\u0003');
			await terminal.exited;
			const last = terminal.output().slice(before.length);
			t.log(`bytes to the end: ${Buffer.byteLength(last)}`);
			t.true(Buffer.byteLength(last) < (bytesPerSecond * leaving) / 1000);
			t.false(terminal.isAlternateScreen());
			t.regex(terminal.screen().join('\n'), /^run 1: unknown/m);
			// No answer is left over for the shell.
			t.notRegex(terminal.output().slice(-200), /\[0n/);
			const {state} = await place.recorded();
			t.is(state.run?.kills.length, 10);
		},
	);
}
