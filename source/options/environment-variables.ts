/** What a variable of the environment does to the program, or several that do the same. */
type Variable = {readonly names: readonly string[]; readonly text: string};

/** The variables that the program reads, each group with what they are about. */
export const environmentVariables: ReadonlyArray<{
	readonly about: string;
	readonly variables: readonly Variable[];
}> = [
	{
		about: 'Which server',
		variables: [
			{
				names: ['MYSQL_HOST'],
				text: 'Names the server, unless the command line or an option file that it names does.',
			},
			{
				names: ['MYSQL_UNIX_PORT'],
				text: 'Names the server by its socket. It is also the socket that localhost means.',
			},
			{
				names: ['MYSQL_TCP_PORT'],
				text: 'The port of a server, where nothing else says one.',
			},
			{
				names: ['MYSQL_PWD'],
				text: 'The password, where nothing else says one. Others on the machine may be able to read it.',
			},
			{
				names: ['MYSQL_HOME'],
				text: "A folder whose my.cnf is read after the machine's option files.",
			},
			{
				names: ['MYSQL_GROUP_SUFFIX'],
				text: 'Groups of the option files whose names end with it are read too.',
			},
			{
				names: ['MYSQL_TEST_LOGIN_FILE'],
				text: 'The login file, in place of .mylogin.cnf in the home folder.',
			},
		],
	},
	{
		about: 'The throwaway server',
		variables: [
			{
				names: ['KILL_LAB_SERVER'],
				text: 'The mysqld or mariadbd that it runs, as --server-program names one.',
			},
			{
				names: ['PATH'],
				text: 'Where an installed server, and what downloads one, are looked for.',
			},
			{
				names: ['XDG_CACHE_HOME'],
				text: 'The folder that has the downloaded servers, in kill-lab; .cache in the home folder unless it is an absolute path.',
			},
			{
				names: ['TMPDIR'],
				text: 'Where it keeps its data, and the lab its files, for as long as they run.',
			},
		],
	},
	{
		about: 'Who runs it',
		variables: [
			{
				names: ['HOME'],
				text: 'The home folder: its option files, its login file, and what is kept.',
			},
			{
				names: ['XDG_STATE_HOME'],
				text: 'The folder that has what --fix will put back, in kill-lab; .local/state in the home folder unless it is an absolute path.',
			},
			{
				names: ['USER', 'LOGNAME', 'LOGIN'],
				text: 'The account, where neither the command line nor an option file says one and the system has no name for the user.',
			},
		],
	},
	{
		about: 'How it looks',
		variables: [
			{names: ['NO_COLOR'], text: 'Draws without colours.'},
			{
				names: ['FORCE_COLOR'],
				text: 'How many colours are drawn: 0 for none, 1 for 16, 2 for 256, 3 for all.',
			},
			{
				names: ['TERM'],
				text: 'With dumb there are lines and no screen; with linux only ASCII is drawn.',
			},
			{
				names: ['LC_ALL', 'LC_CTYPE', 'LANG'],
				text: 'The first that is set says whether more than ASCII is drawn: if it is UTF-8.',
			},
		],
	},
	{
		about: 'For those who work on it',
		variables: [
			{
				names: ['KILL_LAB_UNPACED'],
				text: 'If it is set, pictures are drawn without waiting until the terminal has shown the one before.',
			},
			{
				names: ['NODE_ENV'],
				text: "React's: production, unless it is set.",
			},
		],
	},
];
