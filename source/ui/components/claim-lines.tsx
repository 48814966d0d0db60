import {Box, Text} from 'ink';
import {type TestedClaim} from '../../lab/workloads/facts/claims.js';
import {claimWords} from '../../wording/claim-words.js';
import {wrappedHeight} from '../wrapped.js';
import {Paragraph} from './paragraph.js';
import {Section, sectionHead} from './section.js';

type Props = {
	readonly claims: readonly TestedClaim[];
	/** Cells. */
	readonly width: number;
	/** Lines, with the blank one and the heading. */
	readonly height: number;
};

/** What is found stands below what is said. */
const indent = 2;

function heightOf(claim: TestedClaim, width: number): number {
	const {says, found} = claimWords(claim);
	return wrappedHeight(says, width) + wrappedHeight(found, width - indent);
}

/** The lines of all of them, with a blank line above and a heading. Pure. */
export function claimsHeight(
	claims: readonly TestedClaim[],
	width: number,
): number {
	return claims.length === 0
		? 0
		: sectionHead +
				claims
					.map(claim => heightOf(claim, width))
					.reduce((sum, lines) => sum + lines, 0);
}

/** What the manuals say of kills in a workload and what was found, as many whole claims as there is room for. */
export function ClaimLines({claims, width, height}: Props) {
	const shown = claims.filter(
		(_, index) => claimsHeight(claims.slice(0, index + 1), width) <= height,
	);
	return shown.length === 0 ? (
		<Box height={height} flexShrink={0} />
	) : (
		<Section title="What the manuals say, and what was found" height={height}>
			{shown.map(claim => (
				<Claim key={claimWords(claim).says} claim={claim} />
			))}
		</Section>
	);
}

function Claim({claim}: {readonly claim: TestedClaim}) {
	const {says, found} = claimWords(claim);
	return (
		<>
			<Paragraph>
				<Text dimColor>{says}</Text>
			</Paragraph>
			<Box marginLeft={indent} flexShrink={0}>
				<Paragraph>
					<Text color={claim.holds === 'yes' ? undefined : 'yellow'}>
						{found}
					</Text>
				</Paragraph>
			</Box>
		</>
	);
}
