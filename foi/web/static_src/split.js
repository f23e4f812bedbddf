// The page on which a split is confirmed. Everything here can also be done without it: words of the text are selected
// where they stand, a question and its words light up together, and nobody loses their place.

const form = document.querySelector('[data-split]')
if (form) start(form, form.querySelector('[data-split-text]'))

function start(form, text) {
  const bar = form.querySelector('[data-selected]')
  const pane = text.closest('section')
  const words = wordsOf(text)

  lightUp(form, pane)
  selectWords(text, bar, words, pane)
  divideAtTheCursor(form)
  keepThePlace(form, pane)
  askBeforeLeaving(form, bar)
}

// --- a question and its words -----------------------------------------------------------------------------------------

function lightUp(form, pane) {
  const light = (event) => {
    const under = (element) => element?.closest('[data-question]')?.dataset.question
    const id = under(event.target) ?? (form.contains(document.activeElement) ? under(document.activeElement) : undefined)
    for (const lit of form.querySelectorAll('.app-lit')) {
      if (lit.dataset.question !== id) lit.classList.remove('app-lit')
    }
    if (!id) return
    for (const one of form.querySelectorAll(`[data-question="${id}"]`)) one.classList.add('app-lit')
    if (event.type === 'focusin' && !pane.contains(event.target)) bringIntoSight(form, pane, id)
  }
  form.addEventListener('mouseover', light)
  form.addEventListener('focusin', light)
}

// Scrolls only the text, never the page.
function bringIntoSight(form, pane, id) {
  const stretch = pane.querySelector(`[data-question="${id}"]`)
  if (!stretch || pane.scrollHeight <= pane.clientHeight) return
  const [inner, outer] = [stretch.getBoundingClientRect(), pane.getBoundingClientRect()]
  if (inner.top < outer.top || inner.bottom > outer.bottom) pane.scrollTop += inner.top - outer.top - 60
}

// --- selecting words --------------------------------------------------------------------------------------------------

// Where each word stands, as [start, end) in characters of the text. The server counts whole characters where a script
// counts halves of some (emoji and the like).
function wordsOf(text) {
  const found = []
  for (const piece of text.querySelectorAll('[data-start]')) {
    for (const node of textNodes(piece)) {
      for (const match of node.data.matchAll(/\S+/gu)) {
        found.push({ node, from: match.index, to: match.index + match[0].length, piece })
      }
    }
  }
  return found
}

function textNodes(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const nodes = []
  while (walker.nextNode()) nodes.push(walker.currentNode)
  return nodes
}

const offsetOf = (word, end) =>
  Number(word.piece.dataset.start) + [...word.node.data.slice(0, end ? word.to : word.from)].length

function selectWords(text, bar, words, pane) {
  const field = (name) => bar.querySelector(`[data-selected-${name}]`)
  const labels = () => [...text.querySelectorAll('a.app-stretch__label, button.app-stretch__label')]
  let returnTo = null
  let picked = null // [first, last] words chosen with the keyboard: where it began, where it is now
  let dragging = false

  // Under the text or, where the selected words are there, above it; never over them.
  const place = () => {
    const { left, width } = pane.getBoundingClientRect()
    bar.style.setProperty('--left', `${left}px`)
    bar.style.setProperty('--width', `${width}px`)
    const selection = document.getSelection()
    if (bar.hidden || !selection.rangeCount) return
    const { top, bottom } = selection.getRangeAt(0).getBoundingClientRect()
    const over = bottom - (innerHeight - bar.offsetHeight) // by how much it would cover them below
    const above = over > 0 && top >= bar.offsetHeight
    bar.classList.toggle('app-selected--above', above)
    if (above || over <= 0 || top < over) return // longer than the window: nothing keeps clear of it
    const scrolls = pane.scrollHeight > pane.clientHeight && getComputedStyle(pane).overflowY !== 'visible'
    ;(scrolls ? pane : document.scrollingElement).scrollTop += over
  }
  addEventListener('resize', place)
  place()

  const show = (first, last) => {
    const said = words.slice(first, last + 1).map((word) => word.node.data.slice(word.from, word.to))
    field('start').value = offsetOf(words[first], false)
    field('end').value = offsetOf(words[last], true)
    field('words').textContent = said.length > 12 ? `${said.slice(0, 6).join(' ')} … ${said.slice(-5).join(' ')}` : said.join(' ')
    bar.hidden = false
    place()
  }
  const hide = () => {
    bar.hidden = true
    picked = null
    field('start').value = field('end').value = ''
  }

  // A selection that touches a word takes the whole of it.
  const touched = () => {
    const selection = document.getSelection()
    if (!selection.rangeCount || selection.isCollapsed || !selection.toString().trim()) return null
    const range = selection.getRangeAt(0)
    if (!text.contains(range.commonAncestorContainer)) return null
    const inside = (word) => range.comparePoint(word.node, word.from) <= 0 && range.comparePoint(word.node, word.to) >= 0
    const some = (word) => {
      const whole = document.createRange()
      whole.setStart(word.node, word.from)
      whole.setEnd(word.node, word.to)
      return range.compareBoundaryPoints(Range.END_TO_START, whole) < 0 && range.compareBoundaryPoints(Range.START_TO_END, whole) > 0
    }
    const first = words.findIndex((word) => inside(word) || some(word))
    if (first < 0) return null
    let last = first
    while (last + 1 < words.length && some(words[last + 1])) last += 1
    return some(words[first]) ? [first, last] : null
  }

  const look = () => {
    if (bar.contains(document.activeElement) || picked) return
    const found = touched()
    if (found && !dragging) show(...found)
    else if (document.getSelection().isCollapsed && !bar.hidden) hide()
  }
  document.addEventListener('selectionchange', look)
  text.addEventListener('mousedown', () => (picked = null))
  // While the mouse still selects, the bar would be in its way.
  document.addEventListener('mousedown', (event) => {
    if (event.button === 0 && !bar.contains(event.target)) dragging = true
  })
  for (const end of ['mouseup', 'dragend']) {
    document.addEventListener(end, () => {
      if (!dragging) return
      dragging = false
      look()
    })
  }

  const pick = (anchor, now) => {
    picked = [anchor, now]
    const [first, last] = anchor <= now ? [anchor, now] : [now, anchor]
    document.getSelection().setBaseAndExtent(words[first].node, words[first].from, words[last].node, words[last].to)
    words[now].node.parentElement.scrollIntoView({ block: 'nearest' })
    show(first, last)
  }
  const openFrom = (label) => {
    returnTo = label
    bar.querySelector('button').focus()
  }

  text.addEventListener('keydown', (event) => {
    const label = event.target.closest?.('.app-stretch__label')
    if (!label || event.altKey || event.ctrlKey || event.metaKey) return
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step) {
      event.preventDefault()
      const own = words.findIndex((word) => label.parentElement.contains(word.node))
      if (!picked) pick(own, own)
      else {
        const now = Math.min(words.length - 1, Math.max(0, picked[1] + step))
        pick(event.shiftKey ? picked[0] : now, now)
      }
    } else if (event.key === 'Enter' && picked) {
      event.preventDefault()
      openFrom(label)
    } else if (event.key === 'Escape' && !bar.hidden) {
      document.getSelection().removeAllRanges()
      hide()
    }
  })
  // Another label is another beginning.
  text.addEventListener('focusout', (event) => {
    if (picked && !bar.contains(event.relatedTarget)) {
      document.getSelection().removeAllRanges()
      hide()
    }
  })

  // The label of a part that is no question selects the whole part here, instead of leading to its page.
  text.addEventListener('click', (event) => {
    const label = event.target.closest('button.app-stretch__label')
    if (!label) return
    const own = words.map((word, index) => [word, index]).filter(([word]) => label.parentElement.contains(word.node))
    if (!own.length) return
    event.preventDefault()
    pick(own[0][1], own.at(-1)[1])
    openFrom(label)
  })

  const close = () => {
    document.getSelection().removeAllRanges()
    hide()
    ;(returnTo ?? labels()[0])?.focus()
    returnTo = null
  }
  field('close').addEventListener('click', close)
  bar.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
  })
  hide()
}

// --- dividing ---------------------------------------------------------------------------------------------------------

function divideAtTheCursor(form) {
  for (const card of form.querySelectorAll('section[data-question]')) {
    const box = card.querySelector('textarea')
    const words = card.querySelector('[data-divide]')
    if (!box || !words) continue
    const button = words.closest('button')
    const [plain, label] = [button.value, words.textContent]
    const look = () => {
      const before = box.value.slice(0, box.selectionStart).match(/\S+(?=\s)/gu)?.length ?? 0
      const all = box.value.match(/\S+/gu)?.length ?? 0
      const can = before > 0 && before < all && box.selectionStart < box.value.trimEnd().length
      words.textContent = can ? 'Divide at the cursor' : label
      button.value = can ? `${plain}:${before}` : plain
    }
    for (const event of ['keyup', 'click', 'input', 'select']) box.addEventListener(event, look)
  }
}

// --- leaving ----------------------------------------------------------------------------------------------------------

// Only where words would be lost: typed since the page came, or shown again because they could not be saved.
function askBeforeLeaving(form, bar) {
  const boxes = [...form.elements].filter((box) => box.matches('input, select, textarea') && !bar.contains(box))
  const before = boxes.map((box) => box.value)
  let submitting = false
  form.addEventListener('submit', () => (submitting = true))
  addEventListener('pageshow', () => (submitting = false)) // come back to with the browser's Back
  addEventListener('beforeunload', (event) => {
    if (submitting) return
    if ('unsaved' in form.dataset || boxes.some((box, index) => box.value !== before[index])) event.preventDefault()
  })
}

// --- after a button ---------------------------------------------------------------------------------------------------

function keepThePlace(form, pane) {
  const KEY = 'split-place' // in here: start() runs before the lines below it
  const cards = [...form.querySelectorAll('section[data-question]')]
  let last = null // the question that had the focus
  form.addEventListener('focusin', (event) => (last = event.target.closest('section[data-question]') ?? last))

  const middle = (card) => (card.getBoundingClientRect().top + card.getBoundingClientRect().bottom) / 2
  const inView = (card) => card.getBoundingClientRect().bottom > 0 && card.getBoundingClientRect().top < innerHeight
  const nearest = () =>
    cards.reduce((best, card) => (Math.abs(middle(card) - innerHeight / 2) < Math.abs(middle(best) - innerHeight / 2) ? card : best), cards[0])

  form.addEventListener('submit', (event) => {
    const button = event.submitter
    const saves = button?.value.split(':')[0] === 'save'
    const card = saves ? (last && inView(last) ? last : nearest()) : button?.closest('section[data-question]')
    if (saves && card) button.value = `save:${card.dataset.question}`
    const place = { page: location.pathname, y: scrollY, pane: pane.scrollTop, card: card?.id, top: card?.getBoundingClientRect().top }
    sessionStorage.setItem(KEY, JSON.stringify(place))
  })
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
  sessionStorage.removeItem(KEY)
  const back = kept?.page === location.pathname && !document.querySelector('.govuk-error-summary')
  if (back) pane.scrollTop = kept.pane

  const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null
  const isCard = cards.includes(target)
  const focused = isCard ? target : target?.querySelector('a.app-stretch__label, button.app-stretch__label')
  if (focused && document.getElementById('split-said')) focused.setAttribute('aria-describedby', 'split-said')

  // Where the person was: the same question as high in the window as it stood, another in its stead but well in sight.
  const settle = () => {
    if (focused !== document.activeElement) focused?.focus()
    if (!back) return
    if (target?.id === 'questions') scrollTo({ top: kept.y, behavior: 'instant' })
    else if (isCard && kept.card) {
      const top = target.id === kept.card ? kept.top : Math.min(Math.max(kept.top, 80), innerHeight / 2)
      scrollBy({ top: target.getBoundingClientRect().top - top, behavior: 'instant' })
    }
  }
  settle()
  // When all is there, the browser goes to the address's anchor once more, with the next picture that it draws, and
  // takes the focus from what lies within.
  addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(settle)))
}
