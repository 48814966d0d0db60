/** The look of a page, light and dark. On a map the height of a share is a number, a bar and a colour: never a colour alone. */
export const pageStyle = `
:root {
	color-scheme: light dark;
	--ground: #ffffff; --text: #1c1e21; --faint: #5c6168; --line: #d5d8dc;
	--heat: 33, 102, 172; --query: #b35806; --connection: #2166ac;
}
@media (prefers-color-scheme: dark) {
	:root {
		--ground: #15171a; --text: #e8eaed; --faint: #a0a6ad; --line: #3a3f45;
		--heat: 84, 148, 212; --query: #fdb863; --connection: #8ec1f0;
	}
}
body { background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 88rem; padding: 1rem; }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--connection); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; }
h2 { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { color: var(--faint); padding: .25rem 0; text-align: left; }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; white-space: nowrap; }
td.heat { background: rgba(var(--heat), var(--share)); text-align: right; }
.faint { color: var(--faint); }
svg { display: block; height: auto; max-width: 100%; }
svg text { fill: var(--text); font-size: 12px; }
svg line { stroke: var(--line); }
figure circle { fill-opacity: .8; }
.query { fill: var(--query); }
.connection { fill: var(--connection); }
`;
