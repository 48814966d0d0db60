import {type NamedTarget, type Target} from '../../options/target.js';
import {Refusal} from '../../refusal.js';
import {askPassword} from '../../terminal/ask-password.js';

/**
Asks for the password of a server if the user wants that, so that the lab can connect.

@returns Nothing if the user interrupted the question.
@throws {Refusal} when there is no terminal to ask on.
*/
export async function completeTarget(
	target: Target,
): Promise<Target | undefined> {
	return target.type === 'sandbox' ? target : completeNamed(target);
}

/** The same for a server that is named. @throws As `completeTarget` does. */
export async function completeNamed(
	target: NamedTarget,
): Promise<NamedTarget | undefined> {
	if (!target.asksPassword) {
		return target;
	}

	const answer = await askPassword('Enter password: ');
	switch (answer.type) {
		case 'entered': {
			return {
				type: 'named',
				server: {...target.server, password: answer.text},
			};
		}

		case 'interrupted': {
			return undefined;
		}

		case 'no-terminal': {
			throw new Refusal(
				'No terminal to ask for the password on. Put it in MYSQL_PWD, or in an option file that only you can read.',
			);
		}
	}
}
