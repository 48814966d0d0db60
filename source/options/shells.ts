/** The shells that `kill-lab completion SHELL` writes a script for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** With this word in place of a shell, the scripts ask for the names that they offer for `--login-path`. */
export const loginPathsWord = 'login-paths';
