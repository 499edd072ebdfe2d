/** How two things are connected: the shortest way, on which what many things are joined to costs more. */
kg.routes = {from: -1, isChoosing: false};

/** Waits for the ends of a path: for both, or for the other one than `i`. */
kg.routes.begin = function (i) {
  kg.routes.from = i;
  kg.routes.isChoosing = true;
  kg.find("connect").setAttribute("aria-pressed", "true");
  if (i < 0) kg.say("Choose the first thing.");
  else kg.say("From ", ...kg.joined([kg.data.nodes.label[i]]), ": choose the other thing, on the map or by search.");
  kg.find("search").select();
};
kg.routes.end = function () {
  kg.routes.from = -1;
  kg.routes.isChoosing = false;
  kg.find("connect").setAttribute("aria-pressed", "false");
  kg.say("");
};

/** Takes a thing as an end of the path, while one is waited for. */
kg.routes.take = function (i) {
  if (kg.routes.from < 0) {
    kg.routes.begin(i);
    kg.select(i);
  } else if (i !== kg.routes.from) {
    kg.routes.show(kg.routes.from, i);
  }
};

/** Shows the way between two things. */
kg.routes.show = function (one, other) {
  const route = kg.routes.between(one, other);
  kg.routes.end();
  if (!route.length) {
    kg.say("Nothing on this page connects the two.");
    return;
  }
  kg.state.selected = one;
  kg.state.route = route;
  kg.state.words = "";
  kg.refresh();
  kg.address.write(true);
  kg.routes.look();
};

/** Moves the window to the whole way. */
kg.routes.look = function () {
  const {x, y} = kg.data.nodes, xs = kg.state.route.map(i => x[i]), ys = kg.state.route.map(i => y[i]);
  kg.scene.around([Math.min(...xs) - 130, Math.min(...ys) - 80, Math.max(...xs) + 130, Math.max(...ys) + 80], 1.6);
  kg.scene.again();
};

/** An edge between two things, in either direction. */
kg.routes.edge = (one, other) => kg.beside(one).find(([end]) => end === other)?.[1];

/** The things on the way from `a` to `b` (Dijkstra): an edge is as long as its relation, and longer from a hub. */
kg.routes.between = function (a, b) {
  const {edges, relations} = kg.data;
  const best = new Float64Array(kg.size).fill(Infinity), before = new Int32Array(kg.size).fill(-1), waiting = kg.heap();
  best[a] = 0;
  waiting.push(0, a);
  for (let next = waiting.pop(); next && next[1] !== b; next = waiting.pop()) {
    const [length, i] = next, beside = length > best[i] ? [] : kg.beside(i);
    const hub = i === a ? 0 : Math.log2(1 + beside.length);
    for (const [other, e] of beside) {
      const whole = length + relations[edges.relation[e]].length + hub;
      if (whole >= best[other]) continue;
      best[other] = whole;
      before[other] = i;
      waiting.push(whole, other);
    }
  }
  return kg.routes.back(before, a, b);
};
kg.routes.back = function (before, a, b) {
  const route = [b];
  while (route[0] !== a && before[route[0]] >= 0) route.unshift(before[route[0]]);
  return route[0] === a ? route : [];
};

/** A queue that gives the entry of the least key first, as [key, value]. */
kg.heap = function () {
  const held = [];
  const swap = (p, q) => { [held[p], held[q]] = [held[q], held[p]]; };
  const up = function (at) {
    const above = (at - 1) >> 1;
    if (!at || held[above][0] <= held[at][0]) return;
    swap(above, at);
    up(above);
  };
  const down = function (at) {
    const below = [2 * at + 1, 2 * at + 2].filter(child => child < held.length);
    const least = below.reduce((p, q) => held[q][0] < held[p][0] ? q : p, at);
    if (least === at) return;
    swap(at, least);
    down(least);
  };
  return {
    push(key, value) { held.push([key, value]); up(held.length - 1); },
    pop() {
      if (!held.length) return undefined;
      swap(0, held.length - 1);
      const found = held.pop();
      down(0);
      return found;
    },
  };
};

kg.routes.start = () => kg.find("connect").addEventListener("click", () => {
  if (kg.routes.isChoosing) kg.routes.end();
  else kg.routes.begin(kg.state.selected);
});
