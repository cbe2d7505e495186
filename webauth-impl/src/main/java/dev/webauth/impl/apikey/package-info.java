/** API keys: issued, found by their digest, and shown again from a sealed copy. */
package dev.webauth.impl.apikey;
