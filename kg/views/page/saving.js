/** What is shown as SVG, PNG and CSV. */
kg.saving = {};

kg.saving.save = function (blob, suffix) {
  const address = URL.createObjectURL(blob), name = kg.fold(kg.data.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const link = kg.make("a", {href: address, download: `${name.slice(0, 60) || "kg"}.${suffix}`});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};

/** Text as it may stand in SVG: without what XML 1.0 has no place for. */
kg.saving.escape = text => String(text)
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, " ")
  .replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

/** The map as it is on the screen. */
kg.saving.svg = function () {
  const {net, box, nodes, edges} = kg.scene, scale = net.getScale(), {escape} = kg.saving, {x, y, label} = kg.data.nodes;
  const {dark, kinds, ink, quiet, back, line} = kg.drawing.colours;
  const at = (p, q) => { const point = net.canvasToDOM({x: p, y: q}); return [point.x.toFixed(1), point.y.toFixed(1)]; };
  const width = box.clientWidth, height = box.clientHeight;
  const regions = kg.data.regions.map(({x: p, y: q, r}, number) => {
    const [left, top] = at(p, q);
    return r ? `<circle cx="${left}" cy="${top}" r="${(r * scale).toFixed(1)}" fill="${kg.tint(number, dark)}" stroke="${line}"/>` : "";
  });
  const lines = edges.get().map(({from, to, color: {color, opacity}, width: wide}) => {
    const [x1, y1] = at(x[from], y[from]), [x2, y2] = at(x[to], y[to]);
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${color}" stroke-opacity="${opacity}" stroke-width="${wide}"/>`;
  });
  const things = nodes.get().map(({id, size, opacity}) => `<path transform="translate(${at(x[id], y[id])}) scale(${(size * scale).toFixed(2)})"`
    + ` d="${kg.outlines[kg.kind(id)]}" fill="${kinds[kg.kind(id)]}" fill-opacity="${opacity}"><title>${escape(label[id])}</title></path>`);
  const labels = kg.drawing.labels.map(({text, left, top, bold, quiet: isQuiet, thing}) =>
    `<text x="${left.toFixed(1)}" y="${(top + 11).toFixed(1)}" fill="${isQuiet || thing === undefined ? quiet : ink}"`
    + `${bold ? ' font-weight="600"' : ""}>${escape(text)}</text>`);
  return [`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
    + ` font-family="system-ui,Arial,sans-serif" font-size="${kg.drawing.fontSize}"><title>${escape(kg.data.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${back}"/>`,
    ...regions, ...lines, ...things, ...labels, "</svg>", ""].join("\n");
};

/** A picture of the canvas, over the colour of the page. */
kg.saving.png = function () {
  const from = kg.scene.box.querySelector("canvas"), canvas = kg.make("canvas", {width: from.width, height: from.height});
  const context = canvas.getContext("2d");
  context.fillStyle = kg.drawing.colours.back;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(from, 0, 0);
  canvas.toBlob(blob => kg.saving.save(blob, "png"));
};

/** The table with all rows (RFC 4180); no cell is a formula to a program that opens it. */
kg.saving.csv = function () {
  const cell = function (value) {
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = kg.table.rows().map(({i, cells}) => [...cells, kg.data.nodes.iri[i]]);
  return [[...kg.table.heads, "iri"], ...rows].map(row => `${row.map(cell).join(",")}\r\n`).join("");
};

kg.saving.start = function () {
  const on = (id, act) => kg.find(id).addEventListener("click", act);
  on("svg", () => kg.saving.save(new Blob([kg.saving.svg()], {type: "image/svg+xml"}), "svg"));
  on("csv", () => kg.saving.save(new Blob(["\ufeff", kg.saving.csv()], {type: "text/csv"}), "csv"));
  on("png", kg.saving.png);
};
