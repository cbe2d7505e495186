/** Passkeys: WebAuthn Level 3 ceremonies, the rows they leave, and the script that runs them. */
package dev.webauth.impl.passkey;
