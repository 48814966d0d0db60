const encoder = new TextEncoder();

/** A whole number as unsigned bytes, the lowest first. */
export function littleEndian(value: number, width: number): Uint8Array {
	const bytes = new Uint8Array(width);
	let rest = value;
	for (let index = 0; index < width; index++) {
		bytes[index] = rest % 256;
		rest = Math.floor(rest / 256);
	}

	return bytes;
}

/** A text in UTF-8. A lone surrogate becomes U+FFFD. */
export function utf8(text: string): Uint8Array {
	return encoder.encode(text);
}

/** The bytes of all parts, one after the other. */
export function concatenate(...parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(
		parts.reduce((length, part) => length + part.length, 0),
	);
	let offset = 0;
	for (const part of parts) {
		whole.set(part, offset);
		offset += part.length;
	}

	return whole;
}
