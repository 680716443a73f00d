"use strict";
const byId = id => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const names = new Map(data.nodes.map(node => [node.id, node]));
const picture = byId("picture"), drawing = byId("drawing"), stage = byId("stage"), status = byId("status"), search = byId("search");
const card = id => drawing.querySelector(`.card[data-node="${id}"]`);
const [wide, high] = [picture.viewBox.baseVal.width, picture.viewBox.baseVal.height];
const WELCOME = status.textContent;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

// zoom: the picture's own size changes, so that the browser's scrolling moves about in it
let scale = 1;
function zoom(wanted, point) {
  const box = stage.getBoundingClientRect();
  const at = point || { x: box.width / 2, y: box.height / 2 };
  const x = (stage.scrollLeft + at.x) / scale, y = (stage.scrollTop + at.y) / scale;
  scale = Math.min(3, Math.max(0.05, wanted));
  picture.style.width = `${wide * scale}px`;
  picture.style.height = `${high * scale}px`;
  stage.scrollTo(x * scale - at.x, y * scale - at.y);
}
function whole() {
  zoom(Math.min(stage.clientWidth / wide, stage.clientHeight / high));
}
function show(id, behavior) {
  card(id).scrollIntoView({ block: "nearest", inline: "nearest", behavior: "auto" });
  const box = card(id).getBoundingClientRect(), view = stage.getBoundingClientRect();
  stage.scrollBy({
    left: box.left + box.width / 2 - view.left - view.width / 2,
    top: box.top + box.height / 2 - view.top - view.height / 2,
    behavior,
  });
}

// routes through a node: all that may come before it and all that may follow
function follow(id, from, to) {
  const nodes = new Set([id]), ways = new Set(), waiting = [id];
  while (waiting.length) {
    const here = waiting.pop();
    for (const way of data.ways.filter(way => way[from] === here)) {
      ways.add(way.id);
      if (!nodes.has(way[to])) {
        nodes.add(way[to]);
        waiting.push(way[to]);
      }
    }
  }
  return { nodes, ways };
}
function mark(parts, name) {
  for (const old of document.querySelectorAll(`.${name}`)) old.classList.remove(name);
  for (const part of parts) part.classList.add(name);
}
function choose(id) {
  const before = follow(id, "target", "source"), after = follow(id, "source", "target");
  const on = [...drawing.querySelectorAll("[data-node]")].filter(each => before.nodes.has(each.dataset.node) || after.nodes.has(each.dataset.node));
  const ways = [...drawing.querySelectorAll("[data-way]")].filter(each => before.ways.has(each.dataset.way) || after.ways.has(each.dataset.way));
  mark([...on, ...ways], "on");
  mark([card(id), byId(id)], "current");
  drawing.classList.add("chosen");
  const outcomes = [...after.nodes].filter(each => names.get(each).outcome && each !== id).length;
  status.textContent = `${names.get(id).name} Before it: ${before.nodes.size - 1} questions. After it: ${after.nodes.size - 1 - outcomes} questions and ${outcomes} outcomes.`;
  show(id, calm);
  byId(id).scrollIntoView({ block: "start", behavior: "auto" });
}
function clear() {
  mark([], "on");
  mark([], "current");
  mark([], "hit");
  drawing.classList.remove("chosen");
  search.value = "";
  found = [];
  status.textContent = WELCOME;
}
function read_address() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (names.has(id)) choose(id);
  else clear();
}

// search: all the words, anywhere in what a question or outcome says itself
const texts = new Map(data.nodes.map(node => {
  const own = byId(node.id).cloneNode(true);
  for (const link of own.querySelectorAll(".before, .ways a")) link.remove();
  return [node.id, own.textContent.toLowerCase()];
}));
let found = [], next = 0;
function look() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  found = words.length ? data.nodes.filter(node => words.every(word => texts.get(node.id).includes(word))).map(node => node.id) : [];
  next = 0;
  mark(found.map(card), "hit");
  status.textContent = !words.length ? WELCOME : found.length ? `${found.length} found. Enter goes to each in turn.` : "Nothing found. Try fewer words.";
  if (found.length) show(found[0], "auto");
}
function go() {
  if (!found.length) return look();
  const id = found[next % found.length];
  next += 1;
  open_address(id);
  status.textContent = `${(next - 1) % found.length + 1} of ${found.length}: ${status.textContent}`;
}
function open_address(id) {
  history.pushState(null, "", `#${id}`);
  choose(id);
}
function leave() {
  history.pushState(null, "", location.pathname + location.search);
  clear();
}

search.addEventListener("input", look);
byId("tools").addEventListener("submit", event => { event.preventDefault(); go(); });
byId("closer").addEventListener("click", () => zoom(scale * 1.25));
byId("farther").addEventListener("click", () => zoom(scale / 1.25));
byId("whole").addEventListener("click", whole);
byId("start").addEventListener("click", () => { zoom(Math.max(scale, 0.7)); show(data.nodes[0].id, calm); });
byId("clear").addEventListener("click", leave);
byId("print").addEventListener("click", () => window.print());
window.addEventListener("popstate", read_address);
window.addEventListener("hashchange", read_address);
document.addEventListener("click", event => {
  const link = event.target.closest('a[href^="#"]');
  const id = link && link.getAttribute("href").slice(1);
  if (!names.has(id)) return;
  event.preventDefault();
  open_address(id);
});
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { search.blur(); return leave(); }
  if (event.target === search) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); }
  if (event.key === "+" || event.key === "=") zoom(scale * 1.25);
  if (event.key === "-") zoom(scale / 1.25);
  if (event.key === "0") whole();
});
stage.addEventListener("wheel", event => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const box = stage.getBoundingClientRect();
  zoom(scale * Math.exp(-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top });
}, { passive: false });
// a mouse may also take hold of the picture; fingers scroll it by themselves
stage.addEventListener("pointerdown", event => {
  if (event.pointerType !== "mouse" || event.button !== 0 || event.target.closest("a")) return;
  const from = { x: event.clientX + stage.scrollLeft, y: event.clientY + stage.scrollTop };
  const move = moved => stage.scrollTo(from.x - moved.clientX, from.y - moved.clientY);
  stage.classList.add("held");
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", () => { stage.classList.remove("held"); window.removeEventListener("pointermove", move); }, { once: true });
});

zoom(Math.max(0.7, Math.min(stage.clientWidth / wide, stage.clientHeight / high)));
show(data.nodes[0].id, "auto");
if (location.hash) read_address();
