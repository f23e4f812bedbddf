// Something is being made elsewhere: look again every two seconds until the page no longer says that it waits.

const EVERY = 2000

async function lookAgain(region) {
  const answer = await fetch(window.location.href, { headers: { Accept: 'text/html' } }).catch(() => null)
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
  const fresh = page?.querySelector('[data-wait]')
  if (fresh && fresh.innerHTML !== region.innerHTML) region.innerHTML = fresh.innerHTML
  if (!fresh || fresh.dataset.wait === 'yes') setTimeout(() => lookAgain(region), EVERY)
}

const region = document.querySelector('[data-wait="yes"]')
if (region) setTimeout(() => lookAgain(region), EVERY)
