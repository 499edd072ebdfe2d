"use strict";
/** How two things are connected: the shortest way, on which what many things are joined to costs more. */
kg.routes = {from: -1};
kg.routes.begin = function (i) {
  kg.routes.from = i;
  const button = document.getElementById("connect");
  button.setAttribute("aria-pressed", "true");
  document.getElementById("found").textContent = i < 0 ? "Choose the first thing." : `From ${kg.data.nodes.label[i]}: choose the other thing, on the map or by search.`;
  document.getElementById("search").focus();
};
kg.routes.end = function () { kg.routes.from = -1; kg.routes.waiting = false; document.getElementById("connect").setAttribute("aria-pressed", "false"); document.getElementById("found").textContent = ""; };
kg.routes.lengths = {presentedAt: 6, publishedIn: 6, series: 4, presentationType: 6, broader: 4};
kg.routes.between = function (a, b) {
  const best = new Float64Array(kg.size).fill(Infinity), before = new Int32Array(kg.size).fill(-1), heap = [[0, a]];
  best[a] = 0;
  const push = item => { heap.push(item); for (let c = heap.length - 1; c;) { const p = (c - 1) >> 1; if (heap[p][0] <= heap[c][0]) break; [heap[p], heap[c]] = [heap[c], heap[p]]; c = p; } };
  const pop = () => { const top = heap[0], last = heap.pop(); if (heap.length) { heap[0] = last; for (let p = 0;;) { let c = 2 * p + 1; if (c >= heap.length) break; if (c + 1 < heap.length && heap[c + 1][0] < heap[c][0]) c++; if (heap[p][0] <= heap[c][0]) break; [heap[p], heap[c]] = [heap[c], heap[p]]; p = c; } } return top; };
  while (heap.length) {
    const [cost, i] = pop();
    if (i === b) break;
    if (cost > best[i]) continue;
    const hub = i === a ? 0 : Math.log2(1 + kg.out[i].length + kg.into[i].length);
    for (const [other, e] of kg.beside(i)) {
      const next = cost + (kg.routes.lengths[kg.data.relations[kg.data.edges.relation[e]].key] || 1) + hub;
      if (next < best[other]) { best[other] = next; before[other] = i; push([next, other]); }
    }
  }
  if (before[b] < 0) return [];
  const route = [b];
  while (route[0] !== a) route.unshift(before[route[0]]);
  return route;
};
kg.routes.show = function (a, b) {
  const route = kg.routes.between(a, b);
  kg.routes.end();
  if (!route.length) { document.getElementById("found").textContent = "Nothing on this page connects the two."; return; }
  kg.state.selected = a; kg.state.route = route;
  kg.refresh();
  const n = kg.data.nodes, xs = route.map(i => n.x[i]), ys = route.map(i => n.y[i]);
  const wide = Math.max(...xs) - Math.min(...xs) + 260, high = Math.max(...ys) - Math.min(...ys) + 160;
  kg.scene.see((Math.max(...xs) + Math.min(...xs)) / 2, (Math.max(...ys) + Math.min(...ys)) / 2, Math.min(kg.scene.box.clientWidth / wide, kg.scene.box.clientHeight / high, 1.6));
  kg.address.write(true);
};
kg.routes.start = () => document.getElementById("connect").addEventListener("click", () => {
  if (kg.routes.waiting || kg.routes.from >= 0) { kg.routes.end(); return; }
  kg.routes.waiting = true; kg.routes.begin(kg.state.selected);
});
