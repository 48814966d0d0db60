/** Words as a sentence names them: `a, b or c`. Pure. */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
	return words.length < 2
		? words.join('')
		: `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
