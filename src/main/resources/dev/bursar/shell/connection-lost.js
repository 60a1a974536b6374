/* Who follows a link while the portal can't be reached gets an empty frame in place of the page: Flow expects an offline page there, which
   would have to come from the portal. This says what is the case instead; Flow opens the page once the portal answers again. */
(() => {
  const outlet = document.getElementById('outlet');
  const words = document.createElement('main');
  words.className = 'empty-state connection-lost';
  words.setAttribute('role', 'alert');
  const title = document.createElement('h1');
  title.textContent = 'Connection lost';
  const body = document.createElement('p');
  body.className = 'body';
  body.textContent = 'Bursar can\u2019t be reached. This page opens by itself once it can.';
  words.append(title, body);

  new MutationObserver(() => {
    const frame = outlet.querySelector(':scope > iframe');
    if (!frame) {
      words.remove();
    } else if (!words.isConnected) {
      frame.style.display = 'none';
      outlet.append(words);
    }
  }).observe(outlet, { childList: true });
})();
