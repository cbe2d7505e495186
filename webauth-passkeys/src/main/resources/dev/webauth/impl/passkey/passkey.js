/*
 * Passkeys for the elements of a page that have the attribute data-passkey; see docs/passkeys.md.
 */
(() => {
  'use strict';

  const here = document.currentScript.src;
  // No passkey can be bound to an IP address; who clicks is told so by the server.
  const isAddress = /^[\d.]+$|:/.test(location.hostname);
  const routes = new URL('passkey/', here);
  // Only one request of a page may wait for an authenticator.
  let waiting = null;

  const decode = text =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));

  const encode = buffer =>
    btoa(Array.from(new Uint8Array(buffer), byte => String.fromCharCode(byte)).join(''))
      .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

  const descriptors = list => list.map(one => ({ ...one, id: decode(one.id) }));

  async function post(path, body) {
    const response = await fetch(new URL(path, routes), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', 'Accept': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    let answer = {};
    try {
      answer = JSON.parse(text);
    } catch (e) {
      // A page of a proxy, say: the status tells enough.
    }
    if (!response.ok) {
      throw Object.assign(new Error(answer.detail || 'HTTP ' + response.status),
        { code: answer.code || 'http_' + response.status, location: answer.location });
    }
    return answer;
  }

  function request(mediation) {
    if (waiting) {
      waiting.abort();
    }
    waiting = new AbortController();
    return { signal: waiting.signal, ...(mediation ? { mediation } : {}) };
  }

  async function create(ceremony, begin, end, mediation) {
    const options = await post(ceremony + '/options', begin);
    if (!options.challenge) {
      return null;
    }
    const made = await navigator.credentials.create({
      ...request(mediation),
      publicKey: {
        ...options,
        challenge: decode(options.challenge),
        user: { ...options.user, id: decode(options.user.id) },
        excludeCredentials: descriptors(options.excludeCredentials),
      },
    });
    return made && post(ceremony, {
      ...end,
      credential: {
        id: made.id,
        type: made.type,
        response: {
          clientDataJSON: encode(made.response.clientDataJSON),
          attestationObject: encode(made.response.attestationObject),
          transports: made.response.getTransports ? made.response.getTransports() : [],
        },
      },
    });
  }

  async function get(ceremony, end, mediation) {
    const options = await post(ceremony + '/options', {});
    const used = await navigator.credentials.get({
      ...request(mediation),
      publicKey: {
        ...options,
        challenge: decode(options.challenge),
        allowCredentials: descriptors(options.allowCredentials),
      },
    });
    try {
      return await post(ceremony, {
        ...end(),
        credential: {
          id: used.id,
          type: used.type,
          response: {
            clientDataJSON: encode(used.response.clientDataJSON),
            authenticatorData: encode(used.response.authenticatorData),
            signature: encode(used.response.signature),
            userHandle: used.response.userHandle ? encode(used.response.userHandle) : null,
          },
        },
      });
    } catch (e) {
      if (e.code === 'passkey_removed') {
        await signal('signalUnknownCredential', { rpId: options.rpId, credentialId: used.id });
      }
      throw e;
    }
  }

  // The browser may not have it, and need not tell whether it did anything.
  async function signal(method, told) {
    try {
      await PublicKeyCredential[method]?.(told);
    } catch (e) {
      // Nothing depends on it.
    }
  }

  async function tellWhatIsKnown() {
    const known = await post('known', {});
    for (const user of known.users || []) {
      await signal('signalAllAcceptedCredentials',
        { rpId: known.rpId, userId: user.userId, allAcceptedCredentialIds: user.credentialIds });
      await signal('signalCurrentUserDetails',
        { rpId: known.rpId, userId: user.userId, name: known.name, displayName: known.name });
    }
  }

  const value = id => id && document.getElementById(id) ? document.getElementById(id).value : '';
  const checked = id => !!id && !!document.getElementById(id) && document.getElementById(id).checked;
  const remember = element => () => ({ remember: checked(element.dataset.remember) });

  const clicks = {
    'add': element => create('register', {}, { name: value(element.dataset.name) }),
    'sign-up': element =>
      create('sign-up', { email: value(element.dataset.email) }, { next: element.dataset.nextAction }),
    'login': element => get('login', remember(element)),
    'second-factor': element => get('second-factor',
      () => ({ trust: checked(element.dataset.trust), next: element.dataset.to })),
    'enrol': element => create('enrol', {}, { next: element.dataset.to }),
    'reauthenticate': () => get('reauthenticate', () => ({})),
  };

  const loads = {
    'autofill': autofill,
    'offer': async () => {
      const can = await PublicKeyCredential.getClientCapabilities?.();
      if (can?.conditionalCreate) {
        await create('offer', {}, {}, 'conditional');
      }
    },
    'signal': tellWhatIsKnown,
  };

  async function autofill(field) {
    if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) {
      return;
    }
    // The challenge lives for 5 minutes; the page may be open for longer.
    const renewal = setTimeout(() => start(field), 4 * 60 * 1000);
    try {
      finish(field, await get('login', remember(field), 'conditional'));
    } finally {
      clearTimeout(renewal);
    }
  }

  // They are shown once, so that the page does not go on by itself.
  function showCodes(answer) {
    const place = document.querySelector('[data-passkey-codes]');
    const list = place?.querySelector('ol');
    if (!list) {
      return false;
    }
    list.replaceChildren(...answer.recoveryCodes.map(code => {
      const item = document.createElement('li');
      item.appendChild(document.createElement('code')).textContent = code;
      return item;
    }));
    place.querySelector('a').href = answer.next;
    place.hidden = false;
    return true;
  }

  function finish(element, answer) {
    const goesOn = element.dispatchEvent(
      new CustomEvent('passkey-done', { bubbles: true, cancelable: true, detail: answer }));
    if (!goesOn || !answer) {
      return;
    }
    if (answer.recoveryCodes?.length && showCodes(answer)) {
      return;
    }
    const waits = answer.result === 'SECOND_FACTOR_REQUIRED';
    const next = waits ? answer.next : element.dataset.next || answer.next;
    next ? location.assign(next) : location.reload();
  }

  function fail(element, error) {
    // Aborted by another request of this page, or by the person.
    const silent = error.name === 'AbortError' || error.name === 'NotAllowedError';
    if (error.location) {
      location.assign(error.location);
    }
    element.dispatchEvent(new CustomEvent('passkey-error', {
      bubbles: true, detail: { code: error.code || error.name, message: error.message } }));
    const place = (element.closest('form, section, main') || document)
      .querySelector('[data-passkey-message]') || document.querySelector('[data-passkey-message]');
    if (place) {
      place.textContent = silent ? '' : error.message;
    }
  }

  async function start(element) {
    const what = element.dataset.passkey;
    try {
      if (clicks[what]) {
        element.disabled = true;
        finish(element, await clicks[what](element));
      } else {
        await loads[what](element);
      }
    } catch (e) {
      fail(element, e);
      if (clicks[what]) {
        // The click has ended what the browser offered in a field.
        document.querySelectorAll('[data-passkey="autofill"]').forEach(field => isAddress || start(field));
      }
    } finally {
      if (clicks[what]) {
        element.disabled = false;
      }
    }
  }

  function ready() {
    document.querySelectorAll('[data-passkey]').forEach(element => {
      const what = element.dataset.passkey;
      if (!window.PublicKeyCredential) {
        element.hidden = element.hidden || !!clicks[what];
      } else if (clicks[what]) {
        element.addEventListener('click', event => {
          event.preventDefault();
          start(element);
        });
      } else if (loads[what] && !isAddress) {
        start(element);
      }
    });
  }

  document.readyState === 'loading' ? document.addEventListener('DOMContentLoaded', ready) : ready();
})();
