/** How the map is drawn: regions as circles, things in the shapes of their kinds, labels where there is room. */
kg.drawing = {labels: [], fontSize: 12, mostLabels: 320};

/** The colours of the theme, which are looked up when it changes. */
kg.drawing.ink = function () {
  const named = names => Object.fromEntries(names.map(name => [name, kg.css(`--${name}`)]));
  kg.drawing.colours = {
    dark: kg.isDark(), kinds: named(Object.keys(kg.outlines)), ...named(["ink", "quiet", "back", "line", "edge"])};
};

kg.drawing.paths = {};
/** The shape of a thing, as vis-network asks for it. */
kg.drawing.shape = function ({ctx, id, x, y, style: {size}}) {
  const kind = kg.kind(id), path = kg.drawing.paths[kind] ??= new Path2D(kg.outlines[kind]);
  return {
    drawNode() {
      const {kinds, ink} = kg.drawing.colours;
      ctx.save();
      ctx.globalAlpha = kg.scene.opacity(id);
      ctx.translate(x, y);
      ctx.scale(size, size);
      ctx.fillStyle = kinds[kind];
      ctx.fill(path);
      if (id === kg.state.selected || id === kg.scene.hovered) {
        ctx.lineWidth = 2.5 / (size * kg.scene.net.getScale());
        ctx.strokeStyle = ink;
        ctx.stroke(path);
      }
      ctx.restore();
    },
    nodeDimensions: {width: 2 * size, height: 2 * size},
  };
};

kg.drawing.ground = function (context) {
  const {dark, line} = kg.drawing.colours;
  context.strokeStyle = line;
  context.lineWidth = 1 / kg.scene.net.getScale();
  kg.data.regions.forEach(({x, y, r}, at) => {
    if (!r) return;
    context.fillStyle = kg.tint(at, dark);
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  });
};

/** Draws the labels, in pixels of the screen. While the map moves those that stood keep their places beside things. */
kg.drawing.names = function (context) {
  const drawing = kg.drawing, {net, box} = kg.scene, scale = net.getScale(), {x, y} = net.getViewPosition();
  const ratio = context.getTransform().a / scale;
  const state = [scale, kg.scene.fillings, kg.scene.hovered, box.clientWidth, box.clientHeight].join(" ");
  const screen = point => (
    {x: (point.x - x) * scale + box.clientWidth / 2, y: (point.y - y) * scale + box.clientHeight / 2});
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (drawing.state !== state) {
    drawing.labels = drawing.arranged(context, scale, screen);
    drawing.state = state;
    drawing.at = {x, y};
  }
  drawing.write(context, (drawing.at.x - x) * scale, (drawing.at.y - y) * scale);
  context.restore();
};

/** The labels that find room. */
kg.drawing.arranged = function (context, scale, screen) {
  const {box, near, held} = kg.scene, {fontSize, mostLabels} = kg.drawing;
  const things = kg.drawing.ofThings(scale, screen);
  const first = things.filter(label => label.first), rest = things.filter(label => !label.first);
  const clear = held.size <= 150 ? things : things.filter(label => label.first || near.has(label.thing));
  const blocked = clear.map(({x, y, r}) => [x - r, y - r * .8, x + r, y + r * .8]);
  const wanted = [...first, ...kg.drawing.ofRegions(screen), ...rest];
  return kg.placed(context, wanted, fontSize, box.clientWidth, box.clientHeight, mostLabels, blocked);
};

kg.drawing.ofRegions = screen => kg.data.regions
  .filter(region => region.label && region.r)
  .sort((p, q) => q.papers - p.papers)
  .map(({x, y, r, label}) => ({...screen({x, y: y - r - 2}), r: 0, text: label, bold: true, fixed: true}));

/** The labels of the things that are drawn and large enough to be named at this scale, the most important first. */
kg.drawing.ofThings = function (scale, screen) {
  const {x, y, size, level, papers, short} = kg.data.nodes, {near, held, hovered} = kg.scene, {selected} = kg.state;
  const dim = near.size > 0;
  const isWanted = i => {
    if (i === selected || i === hovered || near.has(i)) return true;
    return level[i] === 0 || (!dim && scale >= .35 && !(level[i] === 3 && scale < 1.2));
  };
  const rank = i => level[i] - (i === selected || i === hovered ? 3 : near.has(i) ? 2 : 0);
  return [...held.keys()]
    .filter(isWanted)
    .sort((p, q) => rank(p) - rank(q) || papers[q] - papers[p] || p - q)
    .map(i => ({...screen({x: x[i], y: y[i]}), r: size[i] * scale, text: kg.cut(short[i]), thing: i,
      first: i === selected || i === hovered, bold: level[i] === 0 || i === selected, quiet: dim && !near.has(i)}));
};
kg.cut = (text, most = 46) =>
  text.length > most ? text.slice(0, most - 2).replace(/[\ud800-\udbff]$/, "") + "…" : text;

/** Writes the labels, moved by some pixels. */
kg.drawing.write = function (context, right, down) {
  const {labels, fontSize, colours: {ink, quiet, back}} = kg.drawing;
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = back;
  for (const {text, left, top, bold, quiet: isQuiet, thing} of labels) {
    context.font = kg.font(bold, fontSize);
    context.globalAlpha = isQuiet ? .45 : 1;
    if (thing !== undefined) context.strokeText(text, left + right, top + down + 1);
    context.fillStyle = thing === undefined || isQuiet ? quiet : ink;
    context.fillText(text, left + right, top + down + 1);
  }
};
