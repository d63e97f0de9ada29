// Sluice's autocapture: pageviews, clicks, changes and submits. docs/capture.md says how pages use it.
(function () {
  'use strict';

  const script = document.currentScript;
  const writeKey = script && script.dataset.writeKey;
  if (!writeKey) return warn('the script has no data-write-key');
  const early = window.sluice || [];
  if (early.track) return;

  const endpoint = new URL('v1/capture', script.dataset.url || script.src).href;
  const consentRequired = script.dataset.consent === 'required';
  const names = 'sluice_' + encodeURIComponent(writeKey);
  const CONSENT = names + '_consent';
  const PROPERTIES = names + '_properties';
  const QUEUES = names + '_queue_';

  const SESSION = 30 * 60 * 1000;
  const YEAR = 365 * 24 * 60 * 60;
  const LONGEST_PAUSE = 5 * 60 * 1000;
  const MOST_CALLS = 1000;
  const MOST_CHARACTERS = 500000;
  // Requests that outlive their page have 64 KB together.
  const REQUEST_BYTES = 60000;
  const REQUEST_CALLS = 100;
  // Of a call, and of its elements.
  const CALL_BYTES = 32768;
  const ANCESTRY_BYTES = 16000;
  const MOST_ELEMENTS = 128;
  const MOST_ATTRIBUTES = 20;

  const ATTRIBUTES = /^(alt|aria-label|for|href|name|placeholder|role|title|type|data-(?!sluice-).*)$/;
  const PLACEHOLDERS = /^(|null|undefined|anonymous|0|nil|none|\[object Object\])$/i;
  // What people mean to click, rather than the text or picture within.
  const CLICKABLE = 'a,button,input,select,textarea,label,summary,option,[data-sluice-target],[role=button],[role=link],' +
    '[role=tab],[role=menuitem],[role=option],[role=checkbox],[role=radio],[role=switch]';
  const TYPED = '[contenteditable]:not([contenteditable=false])';
  const REDACTED = '[data-sluice-redact]';
  const NO_TEXT = REDACTED + ',' + TYPED + ',input,textarea,select,script,style,noscript';
  const SENSITIVE = '[type=password],[autocomplete^=cc-],[autocomplete*=password],[autocomplete=one-time-code]';

  function warn(message) {
    console.warn('Sluice: ' + message);
  }

  // Whatever fails here, the page goes on.
  function safely(work) {
    return function (...given) {
      try {
        return work(...given);
      } catch (failure) {
        warn(failure);
      }
    };
  }

  // Warehouses hold no NUL and no half of a surrogate pair.
  function clean(text, most) {
    return String(text).slice(0, most).replace(/[\0\ud800-\udfff]/gu, '');
  }

  function bytes(text) {
    return new TextEncoder().encode(text).length;
  }

  // A random number of 53 bits. As an anonymous id it is the user id itself.
  function number() {
    const [high, low] = crypto.getRandomValues(new Uint32Array(2));
    return String((high & 0x1fffff) * 0x100000000 + low);
  }

  // ---- Storage

  let domain;

  // Not every page may use storage.
  function attempt(work) {
    try {
      return work();
    } catch (failure) {
      return null;
    }
  }

  function local(work) {
    return attempt(() => work(localStorage));
  }

  function cookie(name) {
    const found = document.cookie.split('; ').find((each) => each.startsWith(name + '='));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
  }

  function setCookie(name, value, seconds, at) {
    document.cookie = name + '=' + encodeURIComponent(value) + ';path=/;max-age=' + seconds + ';SameSite=Lax' + at +
      (location.protocol === 'https:' ? ';Secure' : '');
  }

  // A visitor is the same on all of a site's hosts.
  function widestDomain() {
    const labels = location.hostname.split('.');
    for (let from = labels.length; from--; ) {
      const at = ';domain=' + labels.slice(from).join('.');
      setCookie(names + '_', 1, 9, at);
      if (cookie(names + '_')) {
        setCookie(names + '_', '', 0, at);
        return at;
      }
    }
    return '';
  }

  // A cookie is for the site's other hosts, storage for when cookies are short-lived.
  function keep(name, value) {
    domain = domain ?? widestDomain();
    setCookie(name, value, value ? YEAR : 0, domain);
    local((storage) => (value ? storage.setItem(name, value) : storage.removeItem(name)));
  }

  function kept(name) {
    return cookie(name) || local((storage) => storage.getItem(name));
  }

  function keptJson(name) {
    return attempt(() => JSON.parse(kept(name)));
  }

  function forget(name) {
    if (kept(name)) keep(name, '');
  }

  // ---- Consent: without it nothing is kept or sent, but the word that nothing should be

  let consent;

  function allowed() {
    const said = kept(CONSENT) || consent;
    return said ? said === 'in' : !consentRequired;
  }

  function optIn() {
    consent = 'in';
    if (consentRequired) keep(CONSENT, consent);
    else forget(CONSENT);
    viewAnew();
  }

  function optOut() {
    consent = 'out';
    queue = [];
    pendingView = visitor = null;
    if (abort) abort.abort();
    local((storage) => queues(storage).forEach((name) => storage.removeItem(name)));
    [names, PROPERTIES, CONSENT].forEach(forget);
    if (!consentRequired) keep(CONSENT, consent);
  }

  // ---- Who and when

  // {a: anonymous id, i: identity, s: session, t: time of the latest call}
  let visitor;

  // Read anew each time: other pages change it too.
  function current() {
    visitor = keptJson(names) || visitor || { a: number() };
    if (!visitor.s || Math.abs(Date.now() - visitor.t) > SESSION) visitor.s = number();
    visitor.t = Date.now();
    keep(names, JSON.stringify(visitor));
    return visitor;
  }

  function become(next) {
    visitor = next;
    keep(names, JSON.stringify(visitor));
  }

  // Who identifies as somebody else is another person on the same device.
  function identify(identity, userProperties) {
    identity = clean(identity, 255);
    if (PLACEHOLDERS.test(identity.trim())) return warn('no identity: ' + identity);
    if (!allowed()) return;
    const { a, i, s, t } = current();
    become(i && i !== identity ? { a: number(), i: identity } : { a, i: identity, s, t });
    add('identify', changes(userProperties, 'traits'), identity);
  }

  function resetIdentity() {
    if (allowed()) become({ a: number() });
  }

  // ---- Properties

  function value(given) {
    if (typeof given === 'boolean') return { boolean: given };
    if (Number.isSafeInteger(given)) return { integer: given };
    if (typeof given === 'number') return isFinite(given) ? { number: given } : null;
    if (given == null || typeof given === 'function') return null;
    if (Array.isArray(given) && given.every((each) => each !== Object(each))) given = given.join('||');
    else if (given instanceof Date) given = given.toJSON();
    else if (typeof given === 'object') given = JSON.stringify(given);
    return { text: clean(given, 8192) };
  }

  function properties(given) {
    const read = {};
    for (const key of Object.keys(given || {})) {
      const each = value(given[key]);
      if (/^(id)?$/i.test(key)) warn('the property id is reserved');
      else if (each) read[clean(key, 1024)] = each;
    }
    return read;
  }

  // A user property that is null is unset.
  function changes(given, field) {
    const unset = Object.keys(given || {}).filter((key) => given[key] === null);
    return { [field]: properties(given), unset };
  }

  function eventProperties() {
    return keptJson(PROPERTIES) || {};
  }

  function keepEventProperties(given) {
    if (allowed()) local((storage) => storage.setItem(PROPERTIES, JSON.stringify(given)));
  }

  // ---- Calls

  function call(kind, body, identity) {
    const { a, s } = current();
    return {
      messageId: Date.now() + '-' + number(),
      time: new Date().toJSON(),
      anonymousId: a,
      identity,
      context: {
        library: 'web',
        sessionId: s,
        page: { url: clean(location.href, 4096), title: clean(document.title, 512), referrer: clean(referrer, 2048) },
      },
      [kind]: body,
    };
  }

  function add(kind, body, identity) {
    if (!allowed()) return;
    addPendingView();
    enqueue(call(kind, body, identity));
  }

  function event(kind, body, given) {
    body.properties = Object.assign(eventProperties(), properties(given));
    add(kind, body);
  }

  // ---- Pageviews: one each time that the address is another

  let seen = '';
  let referrer = document.referrer;
  let pendingView;

  // Pages set their title after their address, so a view waits for that.
  function view() {
    if (location.href === seen || !allowed()) return;
    addPendingView();
    referrer = seen || document.referrer;
    seen = location.href;
    pendingView = call('pageview', { properties: eventProperties() });
    setTimeout(safely(addPendingView));
  }

  function viewAnew() {
    seen = '';
    view();
  }

  function addPendingView() {
    const viewed = pendingView;
    pendingView = null;
    if (viewed && allowed()) {
      viewed.context.page.title = clean(document.title, 512);
      enqueue(viewed);
    }
  }

  // ---- Clicks, changes, submits

  function interact(happened) {
    const isClick = happened.type === 'click';
    let path = happened.composedPath().filter((each) => each.nodeType === 1);
    const nearest = (selector) => path.find((each) => each.matches(selector));
    if (!path.length || nearest('[data-sluice-ignore]')) return;
    if (isClick) path = path.slice(Math.max(0, path.indexOf(nearest(CLICKABLE))));
    const link = nearest('a[href],area[href]');
    event('interaction', {
      type: 'INTERACTION_TYPE_' + happened.type.toUpperCase(),
      ancestry: ancestry(path),
      targetText: isClick && !nearest(REDACTED + ',' + TYPED) ? text(path[0]) : '',
      href: link && !nearest(REDACTED) ? clean(link.getAttribute('href'), 2048) : '',
    });
  }

  // Far from the target, where all would be too much for one call, tags have to do.
  function ancestry(path) {
    let room = ANCESTRY_BYTES;
    return path.slice(0, MOST_ELEMENTS).map((node, place) => {
      const read = element(node, path.slice(place).some((each) => each.matches(REDACTED)));
      room -= bytes(JSON.stringify(read));
      return room > 0 ? read : { tag: read.tag };
    });
  }

  function element(node, isRedacted) {
    const attributes = {};
    const isSensitive = node.matches(SENSITIVE);
    if (!isRedacted) {
      node.getAttributeNames()
        .filter((name) => (isSensitive ? /^(name|type)$/ : ATTRIBUTES).test(name))
        .slice(0, MOST_ATTRIBUTES)
        .forEach((name) => (attributes[clean(name, 64)] = clean(node.getAttribute(name), 255)));
    }
    return {
      tag: node.localName,
      id: clean(node.getAttribute('id') || '', 255),
      classes: clean(node.getAttribute('class') || '', 1024).split(/\s+/).filter(Boolean),
      attributes,
    };
  }

  // What the element shows, without what people typed and what is redacted.
  function text(target) {
    if (target.matches('input')) return /^(button|reset|submit)$/.test(target.type) ? clean(target.value, 255) : '';
    if (target.matches(NO_TEXT)) return '';
    const walker = document.createTreeWalker(target, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === 1 && node.matches(NO_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    let shown = '';
    for (let nodes = 0; nodes < 1000 && shown.length < 1024 && walker.nextNode(); nodes++) {
      if (walker.currentNode.nodeType === 3) shown += walker.currentNode.data;
    }
    return clean(shown.replace(/\s+/g, ' ').trim(), 255);
  }

  // ---- Delivery

  // Calls as JSON, until acknowledged. Each page keeps its own, and the next takes them over. Two may send the same
  // call: its message id makes the second harmless.
  let queue = [];
  const ownQueue = QUEUES + number();
  let sending = 0;
  let failures = 0;
  let timer;
  let abort;

  function queues(storage) {
    return Object.keys(storage).filter((name) => name.startsWith(QUEUES));
  }

  function takeOver() {
    local((storage) => queues(storage).forEach((name) => {
      queue.push(...storage.getItem(name).split('\n').filter(fits));
      storage.removeItem(name);
    }));
    keepQueue();
    if (queue.length) sendSoon();
  }

  function keepQueue() {
    while (queue.length > MOST_CALLS || queue.reduce((sum, each) => sum + each.length, 0) > MOST_CHARACTERS) {
      // The oldest event goes; what is said of users stays.
      queue.splice(Math.max(0, queue.findIndex((each) => !/"(identify|addUserProperties)":/.test(each))), 1);
    }
    local((storage) => (queue.length ? storage.setItem(ownQueue, queue.join('\n')) : storage.removeItem(ownQueue)));
  }

  function fits(written) {
    return written && bytes(written) <= CALL_BYTES;
  }

  function enqueue(added) {
    const written = JSON.stringify(added);
    if (!fits(written)) return warn('a call above 32 KB is left out');
    queue.push(written);
    keepQueue();
    if (queue.length >= REQUEST_CALLS && !failures) send();
    else sendSoon();
  }

  function sendSoon() {
    const pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** failures);
    // Not all visitors at once.
    timer = timer || setTimeout(safely(send), failures ? pause * (0.5 + Math.random() / 2) : pause);
  }

  function fitting(calls) {
    let room = REQUEST_BYTES;
    return calls.slice(0, REQUEST_CALLS).filter((each) => (room -= bytes(each) + 1) > 0);
  }

  // As text: browsers send it to other sites without asking there first.
  function request(calls) {
    const head = JSON.stringify({ writeKey, sentAt: new Date().toJSON() });
    return head.slice(0, -1) + ',"calls":[' + calls.join() + ']}';
  }

  // Every request may outlive its page; calls stay until the answer.
  function send() {
    clearTimeout(timer);
    timer = 0;
    if (!allowed()) queue = [];
    if (sending || !queue.length) return;
    const calls = fitting(queue);
    sending = calls.length;
    abort = new AbortController();
    fetch(endpoint, { method: 'POST', body: request(calls), keepalive: true, credentials: 'omit', signal: abort.signal })
      .then((answer) => {
        // Answers that no second try would change.
        if (!answer.ok && answer.status !== 400 && answer.status !== 401) throw answer.status;
        return answer.json().then(report, () => {});
      })
      .then(() => {
        failures = 0;
        queue = queue.filter((each) => !calls.includes(each));
        keepQueue();
      }, () => failures++)
      .then(() => {
        sending = 0;
        // A backlog goes at once.
        if (!failures && queue.length >= calls.length) send();
        else if (queue.length) sendSoon();
      });
  }

  function report(answer) {
    if (answer.message) warn(answer.message);
    (answer.refused || []).forEach((each) => warn('a call was refused: ' + each.message));
  }

  // The page may not come back.
  function hide() {
    addPendingView();
    const rest = fitting(queue.slice(sending));
    if (!rest.length || !allowed()) return;
    if (!sending && 'keepalive' in Request.prototype) send();
    else navigator.sendBeacon(endpoint, request(rest));
  }

  // ---- Start

  function start() {
    // Before the page's own listeners, which may stop them.
    ['click', 'change', 'submit'].forEach((type) => addEventListener(type, safely(interact), true));
    ['pushState', 'replaceState'].forEach((name) => {
      const original = history[name];
      history[name] = function () {
        const result = original.apply(this, arguments);
        safely(view)();
        return result;
      };
    });
    ['popstate', 'hashchange'].forEach((type) => addEventListener(type, safely(view)));
    // Back from the browser's memory.
    addEventListener('pageshow', safely((shown) => shown.persisted && viewAnew()));
    addEventListener('pagehide', safely(hide));
    document.addEventListener('visibilitychange', safely(() => document.visibilityState === 'hidden' && hide()));
    addEventListener('online', safely(send));
    if (allowed()) takeOver();
    view();
    early.forEach(api.push);
  }

  const api = {
    identify,
    resetIdentity,
    addUserProperties: (given) => add('addUserProperties', changes(given, 'properties')),
    addEventProperties: (given) => keepEventProperties(Object.assign(eventProperties(), properties(given))),
    removeEventProperty: (key) => keepEventProperties(Object.assign(eventProperties(), { [key]: undefined })),
    clearEventProperties: () => keepEventProperties({}),
    track: (name, given) => event('track', { event: clean(name, 1024) }, given),
    userId: () => (allowed() ? current().a : null),
    optIn,
    optOut,
    push: ([name, ...given]) => api[name](...given),
  };
  Object.keys(api).forEach((name) => (api[name] = safely(api[name])));
  window.sluice = api;

  // A page that is only made ready is not yet seen.
  if (document.prerendering) document.addEventListener('prerenderingchange', safely(start), { once: true });
  else safely(start)();
})();
