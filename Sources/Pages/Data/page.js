"use strict";
(() => {
  const root = document.documentElement;
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const say = key => settings.texts[key] || key;
  const all = (selector, base = document) => [...base.querySelectorAll(selector)];

  // Figures as the reader's language writes them.
  const number = (value, options) => new Intl.NumberFormat(settings.locale, options).format(value);
  const near = value => {
    const size = Math.abs(value);
    return { maximumFractionDigits: size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3 };
  };
  const formats = {
    cents: (v, short) => number(v / 100, short || Math.abs(v) >= 1e8
      ? { style: "currency", currency: "EUR", notation: "compact", maximumFractionDigits: short ? 1 : 2 }
      : { style: "currency", currency: "EUR", maximumFractionDigits: v % 100 ? 2 : 0 }),
    ppm: v => number(v / 1e6, { style: "percent", maximumFractionDigits: 1 }),
    days: v => number(v, near(v)) + "\u00a0" + say("unit.days.short"),
    "µs": v => {
      const size = Math.abs(v);
      const [scale, unit] = size >= 7.2e9 ? [3.6e9, "h"] : size >= 1.2e8 ? [6e7, "min"] : size >= 1e6 ? [1e6, "s"] : size >= 1e3 ? [1e3, "ms"] : [1, "µs"];
      return number(v / scale, near(v / scale)) + "\u00a0" + unit;
    },
    count: (v, short) => number(v, short && Math.abs(v) >= 1e4
      ? { notation: "compact", maximumFractionDigits: 1 } : near(v)),
  };
  const format = (value, unit, short = false) => {
    if (value === null || value === undefined || Number.isNaN(value)) return "–";
    if (formats[unit]) return formats[unit](value, short);
    const figure = formats.count(value, short);
    return unit ? figure + "\u00a0" + unit : figure;
  };
  const date = (ms, options) => new Intl.DateTimeFormat(settings.locale, { timeZone: "UTC", ...options }).format(ms);

  // Whole numbers from base 64: seven bits a byte, zigzag, differences.
  const decode = text => {
    const bytes = atob(text);
    const values = [];
    let last = 0;
    for (let at = 0; at < bytes.length;) {
      let rest = 0, scale = 1, byte;
      do {
        byte = bytes.charCodeAt(at++);
        rest += (byte & 127) * scale;
        scale *= 128;
      } while (byte > 127);
      last += rest % 2 ? -(rest + 1) / 2 : rest / 2;
      values.push(last);
    }
    return values;
  };

  const theme = () => {
    const style = getComputedStyle(root);
    const of = name => style.getPropertyValue("--" + name).trim();
    return {
      ink: of("ink"), soft: of("soft"), grid: of("grid"), line: of("line"), paper: of("paper"), bad: of("bad"),
      colour: index => of("c" + ((index - 1) % 6 + 1)), font: getComputedStyle(document.body).fontFamily,
    };
  };

  // Light and dark: what the reader's system says, until the reader says something else.
  const store = {
    get: () => { try { return localStorage.getItem("cocarde-scheme"); } catch { return null; } },
    set: value => { try { localStorage.setItem("cocarde-scheme", value); } catch { /* not kept */ } },
  };
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => root.dataset.scheme ? root.dataset.scheme === "dark" : systemDark.matches;
  const scheme = document.getElementById("scheme");
  const nameScheme = () => { scheme.textContent = say(isDark() ? "scheme.light" : "scheme.dark"); };
  const kept = store.get();
  if (kept === "dark" || kept === "light") root.dataset.scheme = kept;
  scheme.hidden = false;
  nameScheme();
  scheme.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    store.set(root.dataset.scheme);
    nameScheme();
    redraw();
  });
  systemDark.addEventListener("change", () => { nameScheme(); redraw(); });

  // Contents: open beside the page, closed above it; the section in sight is marked.
  const contents = document.getElementById("contents");
  const wide = matchMedia("(min-width: 70rem)");
  const unfold = () => { contents.open = wide.matches; };
  unfold();
  wide.addEventListener("change", unfold);
  const links = new Map(all("a", contents).map(link => [link.hash.slice(1), link]));
  if ("IntersectionObserver" in window) {
    const seen = new IntersectionObserver(entries => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        links.forEach(link => link.removeAttribute("aria-current"));
        const link = links.get(entry.target.id);
        if (link) link.setAttribute("aria-current", "true");
      }
    }, { rootMargin: "-10% 0px -75% 0px" });
    all("main section").forEach(section => seen.observe(section));
  }

  // Tables that can be sorted.
  for (const table of all("table.sortable")) {
    const heads = all("thead th", table);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.textContent = head.textContent;
      head.textContent = "";
      head.append(button);
      button.addEventListener("click", () => {
        const words = !head.classList.contains("figure");
        const up = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") !== "ascending" : words;
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const key = row => {
          const cell = row.cells[column];
          return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
        };
        const body = table.tBodies[0];
        const rows = [...body.rows];
        rows.sort((a, b) => {
          const [x, y] = [key(a), key(b)];
          const order = typeof x === "number" && typeof y === "number" ? x - y
            : String(x).localeCompare(String(y), settings.locale, { numeric: true });
          return up ? order : -order;
        });
        body.append(...rows);
      });
    });
  }

  // What the map shows.
  for (const figure of all("figure.tiles")) {
    const buttons = all("[data-metric]", figure);
    const choose = button => {
      const metric = Number(button.dataset.metric);
      buttons.forEach(other => other.setAttribute("aria-pressed", String(other === button)));
      for (const tile of all(".tile", figure)) {
        const grade = tile.dataset.grades.split(" ")[metric];
        tile.setAttribute("class", "tile h" + grade);
        const code = tile.querySelector("text").textContent;
        tile.querySelector("title").textContent =
          tile.dataset.name + " (" + code + "): " + tile.dataset.values.split("|")[metric];
      }
      figure.querySelector(".end.least").textContent = button.dataset.least;
      figure.querySelector(".end.most").textContent = button.dataset.most;
    };
    buttons.forEach(button => button.addEventListener("click", () => choose(button)));
  }

  // Charts.
  const specs = all("script.chart-data").map(script => JSON.parse(script.textContent));
  const drawn = new Map();
  const colours = spec => {
    let next = 0;
    return (spec.columns.length ? spec.columns : spec.series).map(series => series.colour || ++next);
  };

  const dashes = [4, 4];
  const paintMark = (context, t, x, top, bottom, label) => {
    context.save();
    context.strokeStyle = t.soft;
    context.setLineDash(dashes);
    context.globalAlpha = 0.75;
    context.beginPath();
    context.moveTo(Math.round(x) + 0.5, top);
    context.lineTo(Math.round(x) + 0.5, bottom);
    context.stroke();
    if (label) {
      context.globalAlpha = 1;
      context.font = "11px " + t.font;
      context.fillStyle = t.soft;
      context.translate(x - 3, top + 2);
      context.rotate(-Math.PI / 2);
      context.textAlign = "right";
      context.fillText(label, 0, 0);
    }
    context.restore();
  };
  const paintLimit = (context, t, y, left, right, label) => {
    context.save();
    context.strokeStyle = t.bad;
    context.lineWidth = 1.5;
    context.setLineDash([6, 4]);
    context.beginPath();
    context.moveTo(left, Math.round(y) + 0.5);
    context.lineTo(right, Math.round(y) + 0.5);
    context.stroke();
    context.setLineDash([]);
    context.font = "600 12px " + t.font;
    const width = context.measureText(label).width;
    context.fillStyle = t.paper;
    context.globalAlpha = 0.85;
    context.fillRect(right - width - 10, y - 19, width + 8, 16);
    context.globalAlpha = 1;
    context.fillStyle = t.bad;
    context.textAlign = "right";
    context.fillText(label, right - 6, y - 6);
    context.restore();
  };

  // Chart.js
  const percentile = p => Math.log10(1 / (1 - p));
  const datasets = (spec, t) => {
    const tones = colours(spec);
    const places = spec.numbers.map(x => spec.scale === "percentile" ? percentile(x) : x);
    const points = values => spec.numbers.length
      ? values.map((y, at) => ({ x: places[at], y })) : values;
    const sets = [];
    spec.series.forEach((series, at) => {
      const colour = t.colour(tones[at]);
      const base = { borderColor: colour, backgroundColor: colour, borderWidth: 2, pointRadius: 0, pointHitRadius: 8, clip: 8, spanGaps: false };
      if (series.style === "band" || (series.low.length && spec.form !== "forest")) {
        const edge = { ...base, borderWidth: 0, pointHitRadius: 0, hidden: false };
        sets.push({ ...edge, label: series.name, data: points(series.low), fill: false, edge: "low" });
        sets.push({ ...edge, label: series.name, data: points(series.high), fill: "-1", backgroundColor: colour + "38", edge: series.style === "band" ? "band" : "high", low: series.low });
        if (series.style === "band") return;
      }
      if (spec.form === "forest") {
        sets.push({ ...base, label: series.name, data: series.low.map((low, i) => low === null ? null : [low, series.high[i]]), barThickness: 4, borderWidth: 0, estimates: series.values });
      } else if (spec.form === "pyramid") {
        sets.push({ ...base, label: series.name, data: at ? series.values : series.values.map(v => -v), borderWidth: 0, categoryPercentage: 0.92, barPercentage: 1 });
      } else if (series.style === "bar" || spec.form === "bars") {
        sets.push({ ...base, label: series.name, data: points(series.values), borderWidth: 0 });
      } else {
        sets.push({
          ...base, label: series.name, data: points(series.values),
          borderDash: series.style === "dashed" ? [7, 5] : spec.series.length > 3 ? patterns[at % 6] : [], stepped: series.style === "step" ? "before" : false,
          showLine: series.style !== "points", pointRadius: series.style === "points" || (series.values.length <= 40 && series.low.length) ? 3.5 : 0,
          fill: series.style === "area" ? "origin" : false, backgroundColor: series.style === "area" ? colour + "38" : colour,
        });
      }
    });
    return sets;
  };
  const axis = (t, title) => ({
    title: { display: Boolean(title), text: title, color: t.soft, font: { size: 12 } },
    ticks: { color: t.soft, font: { size: 12 }, maxRotation: 0, autoSkipPadding: 16 },
    grid: { color: t.grid, borderColor: t.line, tickLength: 4 },
  });
  const patterns = [[], [7, 4], [2, 3], [10, 3, 2, 3], [], [7, 4]];
  const placeAxis = (spec, t) => {
    const x = axis(t, spec.placeTitle);
    x.grid.drawOnChartArea = false;
    if (!spec.numbers.length) return { ...x, type: "category" };
    if (spec.scale === "logarithmic") x.type = "logarithmic";
    else x.type = "linear";
    if (spec.scale === "percentile") {
      const marks = [0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999];
      const last = percentile(spec.numbers[spec.numbers.length - 1]);
      x.min = 0;
      x.max = last;
      x.afterBuildTicks = scale => { scale.ticks = marks.map(percentile).filter(v => v <= last + 1e-9).map(value => ({ value })); };
      x.ticks.callback = value => number(1 - Math.pow(10, -value), { style: "percent", maximumFractionDigits: 4 });
      x.ticks.autoSkip = false;
    } else {
      x.min = Math.min(...spec.numbers);
      x.max = Math.max(...spec.numbers);
      x.ticks.callback = value => format(value, spec.numberUnit, true);
    }
    return x;
  };
  const valueAxis = (spec, t, sideways) => {
    const y = axis(t, spec.valueTitle);
    if (spec.logarithmic) y.type = "logarithmic";
    const show = value => format(spec.form === "pyramid" ? Math.abs(value) : value, spec.unit, true);
    y.ticks.callback = value => {
      if (spec.logarithmic && !/^[125]/.test(Number(value).toExponential())) return "";
      return show(value);
    };
    y.beginAtZero = !spec.logarithmic && spec.form !== "forest";
    y.grace = spec.form === "forest" ? "8%" : 0;
    y.grid.drawTicks = !sideways;
    const limits = spec.limits.map(limit => limit.at);
    if (limits.length) { y.suggestedMax = Math.max(...limits); y.suggestedMin = spec.form === "forest" ? Math.min(...limits) : undefined; }
    return y;
  };
  const furniture = (spec, t) => ({
    id: "furniture",
    afterDatasetsDraw(chart) {
      const { ctx, chartArea: area, scales } = chart;
      if (spec.form === "forest") {
        chart.data.datasets.forEach((set, index) => {
          const meta = chart.getDatasetMeta(index);
          meta.data.forEach((bar, at) => {
            if (set.estimates[at] === null || meta.hidden) return;
            ctx.save();
            ctx.fillStyle = set.borderColor;
            ctx.strokeStyle = t.paper;
            ctx.lineWidth = 1.5;
            ctx.beginPath();
            ctx.arc(scales.x.getPixelForValue(set.estimates[at]), bar.y, 6, 0, 7);
            ctx.fill();
            ctx.stroke();
            ctx.restore();
          });
        });
        for (const limit of spec.limits) paintMark(ctx, t, scales.x.getPixelForValue(limit.at), area.top, area.bottom, limit.label);
        return;
      }
      for (const limit of spec.limits) paintLimit(ctx, t, scales.y.getPixelForValue(limit.at), area.left, area.right, limit.label);
      for (const mark of spec.marks) {
        const at = spec.scale === "percentile" ? percentile(mark.at) : mark.at;
        paintMark(ctx, t, scales.x.getPixelForValue(at), area.top, area.bottom, mark.label);
      }
    },
    afterDraw(chart) {
      chart.canvas.dataset.drawn = String(chart.data.datasets.reduce((sum, set) => sum + set.data.length, 0));
    },
  });
  const tooltip = (spec, t) => ({
    backgroundColor: t.ink, titleColor: t.paper, bodyColor: t.paper, boxPadding: 4, cornerRadius: 6, padding: 10,
    filter: item => item.dataset.edge !== "low" && item.dataset.edge !== "high",
    callbacks: {
      title: items => {
        if (!items.length || spec.form === "forest" || !spec.numbers.length) return items.length ? items[0].label : "";
        const x = spec.numbers[items[0].dataIndex];
        return spec.scale === "percentile" ? number(x, { style: "percent", maximumFractionDigits: 5 }) : format(x, spec.numberUnit);
      },
      label: item => {
        const set = item.dataset;
        const name = set.label ? set.label + " : " : "";
        if (set.estimates) {
          return name + format(set.estimates[item.dataIndex], spec.unit) + " [" + format(item.raw[0], spec.unit) + " ; " + format(item.raw[1], spec.unit) + "]";
        }
        const value = spec.form === "pyramid" ? Math.abs(item.raw) : item.parsed.y;
        if (set.edge === "band") return name + format(set.low[item.dataIndex], spec.unit) + " – " + format(value, spec.unit);
        return name + format(value, spec.unit);
      },
    },
  });
  const short = (spec, canvas) => {
    const t = theme();
    Chart.defaults.font.family = t.font;
    Chart.defaults.color = t.soft;
    const sideways = spec.form === "pyramid" || spec.form === "forest";
    const place = placeAxis(spec, t), value = valueAxis(spec, t, sideways);
    if (spec.form === "pyramid") { place.stacked = true; place.reverse = true; value.stacked = true; }
    const bars = spec.form === "bars" || sideways;
    const sets = datasets(spec, t);
    const names = new Set(sets.map(set => set.label));
    const chart = new Chart(canvas, {
      type: bars ? "bar" : "line",
      data: { labels: spec.places, datasets: sets },
      plugins: [furniture(spec, t)],
      options: {
        animation: false, responsive: true, maintainAspectRatio: false, indexAxis: sideways ? "y" : "x",
        layout: { padding: { top: 8, right: 6 } },
        interaction: { mode: sideways ? "y" : "index", axis: sideways ? "y" : "x", intersect: false },
        scales: sideways ? { x: value, y: place } : { x: place, y: value },
        plugins: {
          legend: {
            display: names.size > 1, position: "bottom", align: "start",
            labels: {
              color: t.ink, boxWidth: 16, boxHeight: 8, padding: 14,
              filter: item => { const set = sets[item.datasetIndex]; return set.edge !== "low" && set.edge !== "high"; },
            },
          },
          tooltip: tooltip(spec, t),
        },
      },
    });
    drawn.set(spec.id, { destroy: () => chart.destroy(), resize: (w, h) => w ? chart.resize(w, h) : chart.resize() });
  };

  // dygraphs, without its own legend, which styles what it writes against the page's policy.
  if (window.Dygraph) Dygraph.PLUGINS = Dygraph.PLUGINS.filter(plugin => plugin !== Dygraph.Plugins.Legend);
  const groups = new Map();
  const rowsOf = spec => {
    if (!spec.rows) {
      const columns = spec.columns.map(column => {
        const values = decode(column.data);
        return column.divisor > 1 ? values.map(value => value / column.divisor) : values;
      });
      const start = spec.form === "days" ? spec.from * 864e5 : 0;
      const step = spec.form === "days" ? 864e5 : spec.step * 1e3;
      spec.rows = columns[0].map((_, at) => [new Date(start + at * step), ...columns.map(column => column[at])]);
    }
    return spec.rows;
  };
  // A bar down to the axis for each day: what happens on few days is seen on any scale.
  const stems = event => {
    const context = event.drawingContext;
    const area = event.plotArea;
    const width = Math.max(1.4, 0.7 * area.w / Math.max(1, event.points.length));
    context.fillStyle = event.color;
    for (const point of event.points) {
      if (!(point.yval > 0)) continue;
      const top = Math.min(point.canvasy, area.y + area.h);
      context.fillRect(point.canvasx - width / 2, top, width, area.y + area.h - top);
    }
  };
  // Limits lie over what is drawn, so that their names can be read.
  const overlay = (spec, t) => ({
    activate: () => ({
      didDrawChart: event => {
        const area = event.dygraph.getArea();
        for (const limit of spec.limits) {
          const y = event.dygraph.toDomYCoord(limit.at);
          if (y >= area.y && y <= area.y + area.h) paintLimit(event.drawingContext, t, y, area.x, area.x + area.w, limit.label);
        }
      },
    }),
  });
  const moment = (spec, ms) => spec.form === "days"
    ? date(ms, { day: "numeric", month: "long", year: "numeric" })
    : date(ms, spec.step < 60 ? { hour: "2-digit", minute: "2-digit", second: "2-digit" } : { hour: "2-digit", minute: "2-digit" });
  const tick = (spec, ms, span) => {
    if (spec.form === "seconds") return date(ms, span < 6e5 ? { hour: "2-digit", minute: "2-digit", second: "2-digit" } : { hour: "2-digit", minute: "2-digit" });
    if (span > 1.2e11) return date(ms, { year: "numeric" });
    if (span > 1.4e10) return date(ms, { month: "short", year: "2-digit" });
    return date(ms, { day: "numeric", month: "short" });
  };
  const legend = (spec, values) => {
    const place = document.getElementById(spec.id + "-legend");
    const tones = colours(spec);
    const parts = spec.columns.map((column, at) => {
      const name = document.createElement("span");
      name.className = "name";
      const key = document.createElement("span");
      key.className = "key k" + (column.style === "faint" ? 0 : (tones[at] - 1) % 6 + 1);
      name.append(key, column.name);
      if (values) {
        const figure = document.createElement("b");
        figure.className = "value";
        figure.textContent = " " + format(values.row[at + 1], spec.unit);
        name.append(figure);
      }
      return name;
    });
    if (values) {
      const when = document.createElement("span");
      when.className = "name value";
      when.textContent = moment(spec, values.row[0].getTime());
      parts.unshift(when);
    }
    place.replaceChildren(...parts);
  };
  const long = (spec, place) => {
    const t = theme();
    const rows = rowsOf(spec);
    const tones = colours(spec);
    const first = rows[0][0].getTime(), last = rows[rows.length - 1][0].getTime();
    const per = {};
    spec.columns.forEach((column, at) => {
      per[column.name] = {
        color: column.style === "faint" ? t.line : t.colour(tones[at]), fillGraph: column.style === "area",
        stepPlot: column.style === "step", strokePattern: column.style === "dashed" ? [7, 5] : null,
        strokeWidth: column.style === "faint" ? 1 : spec.columns.length > 1 ? 1.75 : 1.25,
      };
    });
    spec.columns.forEach(column => { if (column.style === "bar") per[column.name].plotter = stems; });
    const most = rows.reduce((most, row) => Math.max(most, ...row.slice(1)), 0);
    let range = null;
    if (spec.limits.length) range = [0, 1.08 * Math.max(most, ...spec.limits.map(limit => limit.at))];
    if (spec.logarithmic) {
      // From the power of ten below an ordinary day, with room for names above the greatest.
      const usual = rows.map(row => row[1]).filter(value => value > 0).sort((a, b) => a - b);
      // Where most days have nothing, each of the others matters: the least as well.
      const middle = usual[usual.length < rows.length / 4 ? 0 : usual.length >> 1] || 1;
      range = [Math.pow(10, Math.floor(Math.log10(middle))), Math.max(10, most) * 60];
    }
    const narrow = place.clientWidth < 680;
    const model = { ...Dygraph.defaultInteractionModel };
    // One finger scrolls the page.
    delete model.touchstart;
    delete model.touchmove;
    delete model.touchend;
    delete model.mousewheel;
    delete model.wheel;
    let alone = true;
    const graph = new Dygraph(place, rows, {
      labels: ["x", ...spec.columns.map(column => column.name)], labelsUTC: true, legend: "never", series: per,
      fillAlpha: 0.22, includeZero: !spec.logarithmic, valueRange: range,
      logscale: spec.logarithmic, rollPeriod: spec.smoothing, showRoller: false, plugins: [overlay(spec, t)],
      axisLineColor: t.line, gridLineColor: t.grid, gridLineWidth: 1, axisLabelFontSize: 12, highlightCircleSize: 3.5,
      interactionModel: model, showRangeSelector: true, rangeSelectorHeight: 30, rangeSelectorAlpha: isDark() ? 0.75 : 0.6,
      rangeSelectorPlotFillColor: t.grid, rangeSelectorPlotFillGradientColor: t.grid, rangeSelectorPlotStrokeColor: t.soft,
      rangeSelectorBackgroundStrokeColor: t.line, rangeSelectorForegroundStrokeColor: t.soft,
      dateWindow: spec.window || null,
      axes: {
        x: {
          drawGrid: false, axisLabelWidth: narrow ? 34 : 64, pixelsPerLabel: narrow ? 26 : 70,
          axisLabelFormatter: (value, granularity, opts, g) => {
            const [from, to] = g.xAxisRange();
            return narrow && spec.form === "days" && to - from > 1.2e11
              ? "’" + date(value.getTime(), { year: "2-digit" }) : tick(spec, value.getTime(), to - from);
          },
        },
        y: { drawGrid: !spec.logarithmic, axisLabelWidth: 62, axisLabelFormatter: value => format(value, spec.unit, true) },
      },
      underlayCallback: (context, area, g) => {
        let end = -99;
        for (const mark of spec.marks) {
          const x = g.toDomXCoord(mark.at * (spec.form === "days" ? 864e5 : 1e3));
          if (x < area.x || x > area.x + area.w) continue;
          // Names where there is room above what is drawn.
          const room = spec.logarithmic && x - end >= 13 && x - area.x >= 12;
          paintMark(context, t, x, area.y, area.y + area.h, room ? mark.label : "");
          if (room) end = x;
        }
      },
      highlightCallback: (event, x, points, row) => legend(spec, { row: rows[row] || rows[0] }),
      unhighlightCallback: () => legend(spec),
      drawCallback: g => {
        place.dataset.drawn = String(rows.length * spec.columns.length);
        if (!spec.group || !alone) return;
        alone = false;
        const window = g.xAxisRange();
        spec.window = window;
        for (const other of groups.get(spec.group) || []) {
          const [from, to] = other.xAxisRange();
          if (other !== g && (Math.abs(from - window[0]) > 1 || Math.abs(to - window[1]) > 1)) other.updateOptions({ dateWindow: window });
        }
        alone = true;
      },
    });
    legend(spec);
    if (spec.group) groups.set(spec.group, [...(groups.get(spec.group) || []), graph]);
    drawn.set(spec.id, {
      destroy: () => {
        if (spec.group) groups.set(spec.group, groups.get(spec.group).filter(other => other !== graph));
        const window = graph.xAxisRange();
        spec.window = window[0] > first || window[1] < last ? window : null;
        graph.destroy();
      },
      resize: (w, h) => w ? graph.resize(w, h) : graph.resize(),
      show: window => graph.updateOptions({ dateWindow: window }),
      smooth: days => { spec.smoothing = days; graph.adjustRoll(days); },
    });
  };

  // Zoom by keyboard as well: all of it, or a year (or six hours) of it.
  const windows = spec => {
    const rows = rowsOf(spec);
    const first = rows[0][0].getTime(), last = rows[rows.length - 1][0].getTime();
    const list = [[say("chart.all"), [first, last]]];
    if (spec.form === "seconds") {
      for (let hour = 0; hour < 24; hour += 6) list.push([hour + "–" + (hour + 6) + " h", [hour * 36e5, (hour + 6) * 36e5]]);
      return list;
    }
    const years = [new Date(first).getUTCFullYear(), new Date(last).getUTCFullYear()];
    for (let year = years[0]; year <= years[1] && years[1] > years[0]; year++) {
      list.push([String(year), [Math.max(first, Date.UTC(year, 0, 1)), Math.min(last, Date.UTC(year, 11, 31))]]);
    }
    return list;
  };
  const download = spec => {
    const head = [spec.form === "days" ? say("chart.day") : say("chart.second"), ...spec.columns.map(column => column.name)];
    const quote = text => "\"" + String(text).replaceAll("\"", "\"\"") + "\"";
    const lines = rowsOf(spec).map(row => {
      const place = row[0].toISOString();
      return [spec.form === "days" ? place.slice(0, 10) : place.slice(11, 19), ...row.slice(1)].join(",");
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([head.map(quote).join(",") + "\r\n" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    link.download = spec.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-") + ".csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1e3);
  };
  const controls = spec => {
    const place = document.querySelector("[data-for=\"" + spec.id + "\"]");
    const add = (text, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = text;
      button.addEventListener("click", act);
      place.append(button);
      return button;
    };
    // Charts of a group move together: the buttons of the first are enough.
    if (!spec.group || specs.find(other => other.group === spec.group) === spec) {
      for (const [name, window] of windows(spec)) add(name, () => drawn.get(spec.id).show(window));
    }
    if (spec.smoothing > 1) {
      const days = spec.smoothing;
      const button = add(say("chart.mean").replace("{n}", number(days)), () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(on));
        drawn.get(spec.id).smooth(on ? days : 1);
      });
      button.setAttribute("aria-pressed", "true");
    }
    add(say("chart.csv"), () => download(spec));
  };

  const draw = spec => {
    const place = document.getElementById(spec.id);
    if (!place || drawn.has(spec.id)) return;
    // A chart that cannot be drawn takes no other with it, and leaves its figures open.
    try {
      if (spec.form === "days" || spec.form === "seconds") long(spec, place); else short(spec, place);
    } catch (error) {
      console.error(spec.id, error);
      const note = document.createElement("p");
      note.className = "notice is-warning";
      note.textContent = say("chart.failed");
      place.replaceWith(note);
      all("details.figures", note.closest("figure")).forEach(details => { details.open = true; });
    }
  };
  const redraw = () => {
    for (const spec of specs) {
      const chart = drawn.get(spec.id);
      if (!chart) continue;
      chart.destroy();
      drawn.delete(spec.id);
      draw(spec);
    }
  };
  // One after the other, so that the page can be read meanwhile.
  const queue = [...specs];
  const next = () => {
    const spec = queue.shift();
    if (!spec) { root.dataset.ready = String(drawn.size); return; }
    draw(spec);
    if (drawn.has(spec.id) && (spec.form === "days" || spec.form === "seconds")) controls(spec);
    setTimeout(next, 0);
  };
  setTimeout(next, 0);

  // On paper: light, at the width of a page, with everything open that belongs to the text.
  let before = null;
  const print = on => {
    if (on === Boolean(before)) return;
    if (on) {
      before = { scheme: root.dataset.scheme, closed: all("details.folded:not([open])") };
      while (queue.length) { const spec = queue.shift(); draw(spec); }
      root.dataset.scheme = "light";
      before.closed.forEach(details => { details.open = true; });
      root.classList.add("printing");
      redraw();
    } else {
      if (before.scheme) root.dataset.scheme = before.scheme; else delete root.dataset.scheme;
      before.closed.forEach(details => { details.open = false; });
      before = null;
      root.classList.remove("printing");
      redraw();
    }
  };
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
})();
