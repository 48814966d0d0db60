/** The prefix of this project's folders in a temporary directory. */
export const folderPrefix = 'kill-lab-';
