/** What the drawing thread is started from. The executable has no file beside it: scripts/build-executable.js puts the thread itself here. */
export const threadFile = new URL('view-thread.js', import.meta.url);
