/** Places labels without overlap: the most important first, beside, above or below what they name.
 *
 *  Each wanted label has x, y (screen), r, text, bold; those that find room come back with left, top, width, height.
 *  Nothing is put over the boxes in `blocked`, each [left, top, right, bottom].
 */
kg.placed = function (context, wanted, size, width, height, most, blocked = []) {
  const taken = kg.taken(), done = [];
  for (const box of blocked) taken.add(box);
  for (const label of wanted) {
    if (done.length >= most) break;
    const w = kg.measured(context, label.text, label.bold, size), h = size * 1.2;
    for (const [left, top] of kg.spots(label, w, h)) {
      if (left < 0 || top < 0 || left + w > width || top + h > height) continue;
      const box = [left - 2, top - 1, left + w + 2, top + h + 1];
      if (!taken.isFree(box)) continue;
      taken.add(box);
      done.push({...label, left, top, width: w, height: h});
      break;
    }
  }
  return done;
};

/** Where a label of some width and height may stand, the best place first. */
kg.spots = function ({x, y, r, fixed}, w, h) {
  const gap = r + 3;
  if (fixed) return [[x - w / 2, y - h]];
  return [[x + gap, y - h / 2], [x - gap - w, y - h / 2], [x - w / 2, y - gap - h], [x - w / 2, y + gap]];
};

/** Boxes by the cells of a grid that they touch. */
kg.taken = function () {
  const cells = new Map(), side = 64;
  const touched = function* ([l, t, r, b]) {
    for (let x = Math.floor(l / side); x <= Math.floor(r / side); x++) {
      for (let y = Math.floor(t / side); y <= Math.floor(b / side); y++) yield x * 4096 + y;
    }
  };
  return {
    add(box) {
      for (const key of touched(box)) cells.has(key) ? cells.get(key).push(box) : cells.set(key, [box]);
    },
    isFree(box) {
      const [l, t, r, b] = box;
      for (const key of touched(box)) {
        for (const o of cells.get(key) || []) if (r >= o[0] && l <= o[2] && b >= o[1] && t <= o[3]) return false;
      }
      return true;
    },
  };
};

kg.font = (bold, size) =>
  `${bold ? "600 " : ""}${size}px system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif`;

/** The width of a text in pixels; each is measured once. */
kg.measured = function (context, text, bold, size) {
  const key = `${bold ? "b" : ""}${size} ${text}`, widths = kg.measured.widths ??= new Map();
  if (!widths.has(key)) {
    if (widths.size > 50_000) widths.clear();
    context.font = kg.font(bold, size);
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
};
