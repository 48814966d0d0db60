/** How long an armed kill waits for its second press, in ms. */
export const armedTime = 10_000;
