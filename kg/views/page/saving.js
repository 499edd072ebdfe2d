/** What is shown as SVG, PNG and CSV. */
kg.saving = {};

kg.saving.save = function (blob, suffix) {
  const address = URL.createObjectURL(blob), link = kg.make("a", {href: address, download: kg.saving.name(suffix)});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
kg.saving.name = function (suffix) {
  const name = kg.fold(kg.data.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
  return `${name || "kg"}.${suffix}`;
};

/** What XML 1.0 has no place for: most controls, two that are no characters, and halves of pairs. */
kg.saving.unfit = new RegExp("[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]"
  + "|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]", "g");
kg.saving.escape = text => String(text).replace(kg.saving.unfit, " ")
  .replace(/[&<>"'\r]/g, c => `&#${c.charCodeAt(0)};`);

/** The map as it is on the screen. */
kg.saving.svg = function () {
  const {clientWidth: width, clientHeight: height} = kg.scene.box, {svgOf, escape} = kg.saving;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` font-family="system-ui,Arial,sans-serif" font-size="${kg.drawing.fontSize}"><title>${escape(kg.data.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${kg.drawing.colours.back}"/>`,
    ...kg.data.regions.filter(region => region.r).map(svgOf.region),
    ...kg.scene.edges.get().map(svgOf.edge),
    ...kg.scene.nodes.get().map(svgOf.thing),
    ...kg.drawing.labels.map(svgOf.label),
    "</svg>", "",
  ].join("\n");
};

/** The elements of what is drawn. */
kg.saving.svgOf = {
  at(x, y) {
    const point = kg.scene.net.canvasToDOM({x, y});
    return [point.x.toFixed(1), point.y.toFixed(1)];
  },
  region({x, y, r}, number) {
    const [left, top] = kg.saving.svgOf.at(x, y), {dark, line} = kg.drawing.colours;
    const radius = (r * kg.scene.net.getScale()).toFixed(1);
    return `<circle cx="${left}" cy="${top}" r="${radius}" fill="${kg.tint(number, dark)}" stroke="${line}"/>`;
  },
  edge({from, to, color: {color, opacity}, width}) {
    const {x, y} = kg.data.nodes, {at} = kg.saving.svgOf, [x1, y1] = at(x[from], y[from]), [x2, y2] = at(x[to], y[to]);
    const stroke = `stroke="${color}" stroke-opacity="${opacity}" stroke-width="${width}"`;
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" ${stroke}/>`;
  },
  thing({id, size}) {
    const {x, y, label} = kg.data.nodes, kind = kg.kind(id), scale = (size * kg.scene.net.getScale()).toFixed(2);
    const fill = `fill="${kg.drawing.colours.kinds[kind]}" fill-opacity="${kg.scene.opacity(id)}"`;
    return `<path transform="translate(${kg.saving.svgOf.at(x[id], y[id])}) scale(${scale})" d="${kg.outlines[kind]}" ${fill}>`
      + `<title>${kg.saving.escape(label[id])}</title></path>`;
  },
  label({text, left, top, bold, quiet, thing}) {
    const {colours} = kg.drawing, colour = quiet || thing === undefined ? colours.quiet : colours.ink;
    const place = `x="${left.toFixed(1)}" y="${(top + 11).toFixed(1)}"`, weight = bold ? ' font-weight="600"' : "";
    return `<text ${place} fill="${colour}"${weight}>${kg.saving.escape(text)}</text>`;
  },
};

/** A picture of the canvas, over the colour of the page. */
kg.saving.png = function () {
  const from = kg.scene.box.querySelector("canvas");
  const canvas = kg.make("canvas", {width: from.width, height: from.height});
  const context = canvas.getContext("2d");
  context.fillStyle = kg.drawing.colours.back;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(from, 0, 0);
  canvas.toBlob(blob => kg.saving.save(blob, "png"));
};

/** The table with all rows (RFC 4180); no cell is a formula to a program that opens it. */
kg.saving.csv = function () {
  const cell = function (value) {
    const text = /^'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/.test(value) ? `'${value}` : String(value);
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
