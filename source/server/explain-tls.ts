import {type Server} from './address.js';
import {type Failure} from './failure.js';

/** Why a connection is not encrypted as the server or the client requires; `undefined` for anything else. */
export function explainTls(
	{tls, address}: Server,
	where: string,
	{errno, code = '', message}: Failure,
): string | undefined {
	const mode = tls?.mode ?? 'DISABLED';
	const unchecked =
		'to encrypt without checking the certificate, use --ssl-mode=REQUIRED.';

	if (errno === 3159) {
		return `The server at ${where} accepts only encrypted connections (${errno}, require_secure_transport). Use --ssl-mode=REQUIRED, or VERIFY_CA with --ssl-ca.`;
	}

	switch (code) {
		case 'HANDSHAKE_NO_SSL_SUPPORT': {
			return `The server at ${where} does not support encryption (TLS), but --ssl-mode=${mode} requires it. Give the server a certificate, or use --ssl-mode=PREFERRED or DISABLED.`;
		}

		case 'SELF_SIGNED_CERT_IN_CHAIN':
		case 'DEPTH_ZERO_SELF_SIGNED_CERT':
		case 'UNABLE_TO_GET_ISSUER_CERT':
		case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
		case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
		case 'CERT_SIGNATURE_FAILURE':
		case 'INVALID_CA': {
			return tls?.ca === undefined
				? `The certificate of ${where} is not trusted: no authority known here issued it (${code}). Name the authority's certificate with --ssl-ca; ${unchecked}`
				: `The certificate of ${where} is not trusted: no authority in ${tls.ca} (--ssl-ca) issued it (${code}). Name the right file; ${unchecked}`;
		}

		case 'CERT_HAS_EXPIRED': {
			return `The certificate of ${where}, or of its authority, has expired (${code}). Renew it on the server; ${unchecked}`;
		}

		case 'CERT_NOT_YET_VALID': {
			return `The certificate of ${where} is not valid yet (${code}). Check this machine's clock; ${unchecked}`;
		}

		case 'ERR_TLS_CERT_ALTNAME_INVALID': {
			const host = address.type === 'tcp' ? address.host : 'localhost';
			return `The certificate of ${where} is not for ${host} but for ${message || 'no host at all'}. Use the certificate's name with -h, or --ssl-mode=VERIFY_CA to skip the check of the name.`;
		}

		default: {
			return isTlsCode(code)
				? `Encryption (TLS) with ${where} fails: ${reasonOf(message)}. Check ${tls?.cert === undefined ? '' : 'whether the server trusts --ssl-cert, and '}which TLS versions the server accepts; to connect without TLS, use --ssl-mode=DISABLED.`
				: undefined;
		}
	}
}

function isTlsCode(code: string): boolean {
	return code === 'HANDSHAKE_SSL_ERROR' || code.startsWith('ERR_SSL_');
}

/** OpenSSL's reason without its numbers and file names. */
function reasonOf(message: string): string {
	return /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? message;
}
