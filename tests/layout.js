// What stands wrong on the page as it is shown now: a list of sentences.
() => {
  const wide = document.documentElement.clientWidth, faults = [];
  const say = one => one.textContent.trim().replace(/\s+/g, " ").slice(0, 60);
  const apart = ".hidden, .skip, title, desc";
  const isSeen = one => one.checkVisibility({visibilityProperty: true}) && !one.closest(apart);
  if (document.documentElement.scrollWidth > wide)
    faults.push(`the page is ${document.documentElement.scrollWidth} pixels wide`);
  if (document.querySelectorAll("h1").length !== 1)
    faults.push(`${document.querySelectorAll("h1").length} headings of the first order`);
  if (!document.querySelector("h1, main :is(h1)")?.textContent.trim()) faults.push("the heading is empty");

  const drawnElsewhere = "select, textarea, .leaflet-container, .stack thead";
  const pieces = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !isSeen(parent) || parent.closest(drawnElsewhere)) continue;
    const scrolled = parent.closest(".scroll, .chart details");
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (!box.width || !box.height) continue;
      if (!scrolled && (box.left < -1 || box.right > wide + 1)) faults.push(`sticks out: ${say(parent)}`);
      const inset = box.height * 0.22;
      const [top, bottom] = [box.top + inset, box.bottom - inset];
      pieces.push({parent, left: box.left + 1, right: box.right - 1, top, bottom});
    }
  }
  pieces.sort((one, other) => one.top - other.top);
  pieces.forEach((one, index) => {
    for (let next = index + 1; next < pieces.length && pieces[next].top < one.bottom; next++) {
      const other = pieces[next];
      if (one.parent !== other.parent && one.left < other.right && other.left < one.right)
        faults.push(`lies over another: ${say(one.parent)} / ${say(other.parent)}`);
    }
  });
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    const cuts = style.overflowX === "hidden" || style.overflowX === "clip";
    if (cuts && isSeen(one) && !one.closest(`svg, input, ${drawnElsewhere}`) && one.scrollWidth > one.clientWidth + 1)
      faults.push(`cut: ${say(one)}`);
  }
  return [...new Set(faults)];
}
