"use strict";
/** What is drawn: regions as circles, things as shapes, labels where there is room; at most `most` things at a time. */
kg.scene = {};
kg.scene.start = function () {
  const n = kg.data.nodes, scene = kg.scene;
  scene.nodes = new vis.DataSet(); scene.edges = new vis.DataSet(); scene.held = new Set(); scene.drawn = [];
  scene.box = document.getElementById("map");
  scene.net = new vis.Network(scene.box, {nodes: scene.nodes, edges: scene.edges}, {
    physics: false, autoResize: true, layout: {improvedLayout: false},
    interaction: {hover: true, dragNodes: false, keyboard: false, hideEdgesOnDrag: true, hideEdgesOnZoom: true, tooltipDelay: 1e9, selectConnectedEdges: false},
    nodes: {borderWidth: 0, borderWidthSelected: 0, chosen: false, font: {size: 0}, shapeProperties: {interpolation: false}},
    edges: {smooth: false, chosen: false, width: 1, selectionWidth: 0, arrowStrikethrough: true}});
  scene.net.on("beforeDrawing", scene.ground);
  scene.net.on("afterDrawing", scene.names);
  scene.net.on("click", event => { if (!event.nodes.length && !scene.opened(event.pointer.canvas)) kg.select(-1); else if (event.nodes.length) kg.choose(event.nodes[0]); });
  for (const event of ["dragEnd", "zoom", "resize"]) scene.net.on(event, () => scene.soon());
};

/** A click into a region that is seen from far opens it. */
kg.scene.opened = function (point) {
  const scale = kg.scene.net.getScale();
  const region = kg.data.regions.find(r => Math.hypot(point.x - r.x, point.y - r.y) < r.r);
  if (!region || region.r * scale > 140) return false;
  kg.scene.see(region.x, region.y, Math.min(kg.scene.box.clientWidth, kg.scene.box.clientHeight) / (2.4 * region.r));
  return true;
};
kg.scene.soon = function () {
  clearTimeout(kg.scene.timer);
  kg.scene.timer = setTimeout(() => { kg.scene.fill(); kg.address.write(); }, 60);
};

/** Puts what the filters, the window and the scale call for into the network. */
kg.scene.fill = function () {
  const scene = kg.scene, n = kg.data.nodes, net = scene.net;
  const a = net.DOMtoCanvas({x: -60, y: -60}), b = net.DOMtoCanvas({x: scene.box.clientWidth + 60, y: scene.box.clientHeight + 60});
  const near = new Set(kg.state.selected < 0 ? [] : [kg.state.selected, ...kg.beside(kg.state.selected).map(pair => pair[0])]);
  for (const i of kg.state.route) near.add(i);
  scene.near = near;
  const inside = [], far = net.getScale() < 1.1 && kg.data.what.kind === "map" && kg.size > 400;
  for (let i = 0; i < kg.size; i++) {
    if (!near.has(i) && (!kg.visible[i] || (far && n.level[i] === 3))) continue;
    if (n.x[i] < a.x || n.x[i] > b.x || n.y[i] < a.y || n.y[i] > b.y) continue;
    inside.push(i);
  }
  const most = kg.data.what.most;
  if (inside.length > most) inside.sort((p, q) => near.has(q) - near.has(p) || n.level[p] - n.level[q] || n.papers[q] - n.papers[p] || p - q).length = most;
  const dim = near.size > 0, made = inside.map(i => scene.node(i, dim && !near.has(i)));
  const keep = new Set(inside);
  scene.nodes.remove([...scene.held].filter(i => !keep.has(i)));
  scene.nodes.update(made);
  scene.held = keep;
  const lines = [], budget = dim ? 400 : 700;
  for (const i of inside) for (const e of kg.out[i]) {
    const to = kg.data.edges.to[e];
    if (!keep.has(to) || (dim && !(scene.touches(i, to)))) continue;
    if (lines.length < budget || dim) lines.push(scene.line(e, i, to, dim));
  }
  const ids = new Set(lines.map(line => line.id));
  scene.edges.remove(scene.edges.getIds().filter(id => !ids.has(id)));
  scene.edges.update(lines);
  const papers = kg.shown.filter(i => kg.kind(i) === "paper").length;
  const hidden = inside.length >= most ? ` The ${most.toLocaleString("en")} most central in view are drawn; zoom in, or click a region, for more.` : "";
  document.getElementById("shown").textContent = `${papers.toLocaleString("en")} papers, ${(kg.shown.length - papers).toLocaleString("en")} other things.${hidden}`;
};
kg.scene.touches = (i, to) => kg.state.route.length ? kg.state.route.some((at, k) => (at === i && kg.state.route[k + 1] === to) || (at === to && kg.state.route[k + 1] === i)) : i === kg.state.selected || to === kg.state.selected;
kg.scene.node = function (i, dim) {
  const n = kg.data.nodes, kind = kg.kind(i), colour = kg.colour(kind);
  return {id: i, x: n.x[i], y: n.y[i], size: n.size[i], shape: kg.shapes[kind] === "box" || kg.shapes[kind] === "database" ? "square" : kg.shapes[kind],
    color: {background: colour, border: kg.css("--ink"), hover: {background: colour, border: colour}, highlight: {background: colour, border: colour}},
    opacity: dim ? .18 : 1, borderWidth: i === kg.state.selected ? 3 : 0};
};
kg.scene.line = (e, from, to, chosen, strong = chosen || kg.size <= 200) => ({id: e, from, to, width: strong ? 1.6 : .6,
  color: {color: kg.css("--edge"), opacity: strong ? .95 : .16, inherit: false, hover: kg.css("--edge")}, arrows: strong ? {to: {enabled: true, scaleFactor: .45}} : ""});

kg.scene.ground = function (context) {
  context.fillStyle = kg.css("--region"); context.strokeStyle = kg.css("--line"); context.lineWidth = 1 / kg.scene.net.getScale();
  for (const region of kg.data.regions) {
    if (!region.r) continue;
    context.beginPath(); context.arc(region.x, region.y, region.r, 0, 2 * Math.PI); context.fill(); context.stroke();
  }
};

/** The names of regions and things, in screen pixels. */
kg.scene.names = function (context) {
  const scene = kg.scene, net = scene.net, n = kg.data.nodes, scale = net.getScale();
  const width = scene.box.clientWidth, height = scene.box.clientHeight, ratio = context.getTransform().a / scale;
  const wanted = [], regions = [];
  const screen = (x, y) => net.canvasToDOM({x, y});
  for (const region of kg.data.regions) {
    if (!region.label || !region.r) continue;
    const p = screen(region.x, region.y - region.r);
    if (p.x > -200 && p.x < width + 200 && p.y > -50 && p.y < height + 50) regions.push({x: p.x, y: p.y - 2, r: 0, text: region.label, bold: true, fixed: true, quiet: true, size: region.papers});
  }
  regions.sort((p, q) => q.size - p.size);
  const far = scale < .35, labelled = far ? [...scene.held].filter(i => n.level[i] === 0) : [...scene.held];
  const rank = i => (i === kg.state.selected ? -3 : scene.near.has(i) ? -2 : 0) + n.level[i];
  labelled.sort((p, q) => rank(p) - rank(q) || n.papers[q] - n.papers[p] || p - q);
  const dim = scene.near.size > 0;
  for (const i of labelled) {
    if (dim && !scene.near.has(i) && n.level[i] > 0) continue;
    if (!dim && n.level[i] === 3 && scale < 1.2) continue;
    const p = screen(n.x[i], n.y[i]);
    wanted.push({x: p.x, y: p.y, r: n.size[i] * scale, text: kg.cut(kg.short(i)), bold: n.level[i] === 0 || i === kg.state.selected, node: i, quiet: dim && !scene.near.has(i)});
  }
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const first = wanted.filter(label => label.node === kg.state.selected), rest = wanted.filter(label => label.node !== kg.state.selected);
  const own = rest.filter(label => scene.held.size <= 150 || scene.near.has(label.node));
  const blocked = [...first, ...own].map(label => [label.x - label.r, label.y - label.r * .8, label.x + label.r, label.y + label.r * .8]);
  scene.drawn = kg.placed(context, [...first, ...regions, ...rest], 12, width, height, 320, blocked);
  context.textBaseline = "top"; context.lineJoin = "round";
  const ink = kg.css("--ink"), quiet = kg.css("--quiet"), back = kg.css("--back");
  for (const label of scene.drawn) {
    context.font = kg.font(label.bold, 12);
    context.globalAlpha = label.quiet && label.node !== undefined ? .45 : 1;
    context.lineWidth = 3; context.strokeStyle = back; context.strokeText(label.text, label.left, label.top + 1);
    context.fillStyle = label.quiet ? quiet : ink; context.fillText(label.text, label.left, label.top + 1);
  }
  context.restore();
};
kg.cut = text => text.length > 46 ? text.slice(0, 44) + "…" : text;
kg.scene.see = function (x, y, scale) { kg.scene.net.moveTo({position: {x, y}, scale, animation: false}); kg.scene.fill(); kg.address.write(); };
kg.scene.centre = function (i) {
  const n = kg.data.nodes, scale = Math.max(kg.scene.net.getScale(), 1.3);
  kg.scene.see(n.x[i], n.y[i], scale);
};
kg.scene.all = function () {
  const n = kg.data.nodes; let l = 1e9, t = 1e9, r = -1e9, b = -1e9;
  for (const region of kg.data.regions) if (region.r) { l = Math.min(l, region.x - region.r); r = Math.max(r, region.x + region.r); t = Math.min(t, region.y - region.r - 24); b = Math.max(b, region.y + region.r); }
  if (l > r) for (let i = 0; i < kg.size; i++) { l = Math.min(l, n.x[i] - 90); r = Math.max(r, n.x[i] + 130); t = Math.min(t, n.y[i] - 40); b = Math.max(b, n.y[i] + 40); }
  if (l > r) return;
  const scale = Math.min(kg.scene.box.clientWidth / (r - l + 40), kg.scene.box.clientHeight / (b - t + 40), 2.2);
  kg.scene.see((l + r) / 2, (t + b) / 2, scale);
};
