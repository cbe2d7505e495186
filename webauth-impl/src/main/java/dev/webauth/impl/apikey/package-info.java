/** API keys: made, found by digest, and shown again from a sealed copy. */
package dev.webauth.impl.apikey;
