const {Segmenter} = Intl;

/** In place of Intl.Segmenter in the built program: the real one takes 20 ms to get ready [measured: Node 20.20], and those who make one as they are loaded seldom need it. */
export class LazySegmenter {
	#of;
	#real;

	constructor(...of) {
		this.#of = of;
	}

	segment(text) {
		this.#real ??= new Segmenter(...this.#of);
		return this.#real.segment(text);
	}
}
