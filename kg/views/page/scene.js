/** What of the graph is in the network: what the filters, the window and the scale call for, `what.most` at a time. */
kg.scene = {view: {x: 0, y: 0, scale: 1}, held: new Map(), lines: new Map(), near: new Set()};
kg.scene.far = 1.1;  // the scale below which it is seen from far
kg.scene.margin = 60;  // pixels around the window in which things are drawn, too

kg.scene.start = function () {
  const scene = kg.scene;
  scene.nodes = new vis.DataSet();
  scene.edges = new vis.DataSet();
  scene.fill();
  scene.net = new vis.Network(kg.find("map"), {nodes: scene.nodes, edges: scene.edges}, {
    physics: false, layout: {improvedLayout: false},
    interaction: {hover: true, dragNodes: false, keyboard: false, hideEdgesOnDrag: true, hideEdgesOnZoom: true,
      tooltipDelay: 1e9, selectConnectedEdges: false},
    nodes: {shape: "custom", ctxRenderer: kg.drawing.shape, chosen: false},
    edges: {smooth: false, chosen: false, width: 1, selectionWidth: 0, arrowStrikethrough: true}});
  kg.find("map").firstChild.removeAttribute("tabindex");  // the map itself takes the focus and the keys
  scene.net.moveTo({position: scene.view, scale: scene.view.scale, animation: false});
  scene.net.on("beforeDrawing", kg.drawing.ground);
  scene.net.on("afterDrawing", kg.drawing.names);
  scene.listen(kg.find("map"));
  scene.net.on("hoverNode", ({node}) => { scene.hovered = node; scene.net.redraw(); });
  scene.net.on("blurNode", () => { scene.hovered = -1; scene.net.redraw(); });
  for (const event of ["dragEnd", "zoom", "resize"]) scene.net.on(event, scene.soon);
};

/** A click chooses. It is the browser's own: one that came after another's would hit what that brought there. */
kg.scene.listen = function (map) {
  let down = [0, 0];
  map.addEventListener("pointerdown", ({clientX, clientY}) => { down = [clientX, clientY]; });
  map.addEventListener("click", ({clientX, clientY}) => {
    if (Math.hypot(clientX - down[0], clientY - down[1]) > 5) return;  // the end of a move
    const {left, top} = map.getBoundingClientRect(), point = {x: clientX - left, y: clientY - top};
    const hit = kg.scene.hit(point);
    if (hit >= 0) kg.choose(hit);
    else if (!kg.scene.opened(kg.scene.net.DOMtoCanvas(point))) kg.select(-1);
  });
};

/** The thing at a point of the window: what lies there, or is named there, or is in reach of a finger. */
kg.scene.hit = function (point) {
  const {x, y, size} = kg.data.nodes, {net, held} = kg.scene, scale = net.getScale();
  const away = i => {
    const at = net.canvasToDOM({x: x[i], y: y[i]});
    return Math.hypot(at.x - point.x, at.y - point.y) - size[i] * scale;
  };
  const nearer = (found, i) => away(i) < found[1] ? [i, away(i)] : found;
  const [nearest, least] = [...held.keys()].reduce(nearer, [-1, Infinity]);
  const isNamed = ({left, top, width, height}) => point.x >= left && point.x <= left + width
    && point.y >= top && point.y <= top + height;
  const named = least > 3 ? kg.drawing.labels.find(isNamed)?.thing : undefined;
  return named ?? (least < (matchMedia("(pointer: coarse)").matches ? 12 : 3) ? nearest : -1);
};

/** Fills the window once it has come to rest. */
kg.scene.soon = function () {
  clearTimeout(kg.scene.timer);
  kg.scene.timer = setTimeout(() => {
    kg.scene.look();
    kg.scene.fill();
    kg.address.write();
  }, 80);
};

/** Takes over where the network has been moved to. */
kg.scene.look = function () {
  const {x, y} = kg.scene.net.getViewPosition();
  kg.scene.view = {x, y, scale: kg.scene.net.getScale()};
};

/** A click into a region that is seen from far opens it. */
kg.scene.opened = function (point) {
  const scale = kg.scene.net.getScale();
  const region = kg.data.regions.find(({x, y, r}) => Math.hypot(point.x - x, point.y - y) < r);
  if (!region || region.r * scale > 140) return false;
  kg.scene.open(region);
  return true;
};
kg.scene.open = function ({x, y, r}) {
  const {clientWidth, clientHeight} = kg.scene.box;
  kg.scene.see(x, y, Math.min(clientWidth, clientHeight) / (2.4 * r));
};

/** Moves the window. */
kg.scene.see = function (x, y, scale) {
  kg.scene.view = {x, y, scale};
  kg.scene.net.moveTo({position: {x, y}, scale, animation: false});
  kg.scene.fill();
  kg.address.write();
};

/** Draws what the window is on. */
kg.scene.again = () => kg.scene.see(kg.scene.view.x, kg.scene.view.y, kg.scene.view.scale);
kg.scene.move = (right, down) => kg.scene.look() || kg.scene.see(
  kg.scene.view.x + right / kg.scene.view.scale, kg.scene.view.y + down / kg.scene.view.scale, kg.scene.view.scale);
kg.scene.limited = scale => Math.min(Math.max(scale, .001), 100);
kg.scene.zoom = by => kg.scene.look() || kg.scene.see(
  kg.scene.view.x, kg.scene.view.y, kg.scene.limited(kg.scene.view.scale * by));
kg.scene.centre = i => kg.scene.see(
  kg.data.nodes.x[i], kg.data.nodes.y[i], Math.max(kg.scene.net.getScale(), 1.3));

/** Sets the view so that a box of the map fills the window; not closer than `most`. */
kg.scene.around = function ([left, top, right, bottom], most) {
  const {clientWidth, clientHeight} = kg.scene.box;
  const scale = Math.min(clientWidth / (right - left), clientHeight / (bottom - top), most);
  kg.scene.view = {x: (left + right) / 2, y: (top + bottom) / 2, scale};
};

/** Sets the view to everything. */
kg.scene.fit = function () {
  const {x, y} = kg.data.nodes, regions = kg.data.regions.filter(region => region.r);
  const round = at => [at.x - at.r - 20, at.y - at.r - 44, at.x + at.r + 20, at.y + at.r + 20];
  const boxes = regions.length ? regions.map(round)
    : x.map((each, i) => [each - 110, y[i] - 60, each + 150, y[i] + 60]);
  if (!boxes.length) return;
  const least = side => boxes.reduce((found, box) => Math.min(found, box[side]), Infinity);
  const most = side => boxes.reduce((found, box) => Math.max(found, box[side]), -Infinity);
  kg.scene.around([least(0), least(1), most(2), most(3)], 2.2);
};
kg.scene.all = function () {
  kg.scene.fit();
  kg.scene.again();
};

/** Puts what is called for into the network, and takes the rest out. */
kg.scene.fill = function () {
  const scene = kg.scene, {selected, route} = kg.state;
  scene.near = new Set(selected < 0 ? route : [selected, ...kg.beside(selected).map(([other]) => other), ...route]);
  const inside = new Map(scene.inside().map(i => [i, ""]));  // what a thing looks like is seen when it is drawn
  scene.change(scene.nodes, scene.held, inside, scene.node);
  scene.change(scene.edges, scene.lines, scene.between(inside), scene.line);
  scene.fillings = (scene.fillings || 0) + 1;
  scene.tell(inside.size);
};

/** Whether a large map is seen from where what is named last is left out. */
kg.scene.isFar = () => kg.scene.view.scale < kg.scene.far && kg.data.what.kind === "map" && kg.size > 400;

/** The things in the window, the most important first. */
kg.scene.inside = function () {
  const {x, y, level} = kg.data.nodes, {view, box, near, margin} = kg.scene, {most} = kg.data.what;
  const wide = (box.clientWidth / 2 + margin) / view.scale, high = (box.clientHeight / 2 + margin) / view.scale;
  const isIn = i => Math.abs(x[i] - view.x) <= wide && Math.abs(y[i] - view.y) <= high;
  const isFar = kg.scene.isFar();
  const found = [...near].filter(isIn);
  for (const i of kg.order) {
    if (found.length >= most) break;
    if (kg.visible[i] && !near.has(i) && !(isFar && level[i] === 3) && isIn(i)) found.push(i);
  }
  return found;
};

/** The edges between things that are drawn, with their looks; where some stand out, theirs alone. */
kg.scene.between = function (drawn) {
  const found = new Map(), {to} = kg.data.edges, dim = kg.scene.near.size > 0;
  const look = (dim || kg.size <= 200 ? "strong" : "faint") + (kg.isDark() ? " dark" : "");
  for (const i of drawn.keys()) {
    for (const e of kg.edgesFrom(i)) {
      if (found.size >= 700) return found;
      if (drawn.has(to[e]) && (!dim || kg.scene.joins(i, to[e]))) found.set(e, look);
    }
  }
  return found;
};

/** Whether an edge is part of what was chosen. */
kg.scene.joins = function (one, other) {
  const {selected, route} = kg.state;
  if (!route.length) return one === selected || other === selected;
  return route.some((at, k) => (at === one && route[k + 1] === other) || (at === other && route[k + 1] === one));
};

/** Makes a set of data hold what is wanted (key → look) when it holds `held`: what looks as before is left alone. */
kg.scene.change = function (data, held, wanted, make) {
  data.remove([...held.keys()].filter(key => !wanted.has(key)));
  data.update([...wanted].filter(([key, look]) => held.get(key) !== look).map(([key, look]) => make(key, look)));
  held.clear();
  for (const [key, look] of wanted) held.set(key, look);
};
kg.scene.node = function (i) {
  const {x, y, size} = kg.data.nodes;
  return {id: i, x: x[i], y: y[i], size: size[i]};
};

/** How opaque a thing is: pale when others stand out. */
kg.scene.opacity = i => !kg.scene.near.size || kg.scene.near.has(i) ? 1 : .18;
kg.scene.line = function (e, look) {
  const strong = look.startsWith("strong"), colour = kg.drawing.colours.edge;
  return {id: e, from: kg.data.edges.from[e], to: kg.data.edges.to[e], width: strong ? 1.6 : .6,
    color: {color: colour, hover: colour, opacity: strong ? .95 : .16, inherit: false},
    arrows: {to: {enabled: strong, scaleFactor: .45}}};
};

/** Says how much is shown, and when not all of it is drawn. */
kg.scene.tell = function (drawn) {
  const papers = kg.shown.reduce((sum, i) => sum + (kg.kind(i) === "paper"), 0), {most} = kg.data.what;
  const others = kg.count(kg.shown.length - papers, "other thing", "other things");
  const said = `${kg.count(papers, "paper", "papers")}, ${others}.`;
  const rest = ` The ${kg.number(most)} most central in view are drawn; zoom in, or click a region, for more.`;
  kg.find("shown").textContent = said + (drawn >= most ? rest : "");
};
