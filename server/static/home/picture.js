// A calm picture for whatever has none: hills under a low sun, always the same for the same words.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 320;
const HEIGHT = 200;
// Sky, sun, and the hills from far to near.
const PALETTES = [
  ["#f3e9dc", "#e8b48c", "#c9c3b1", "#94a596", "#5d7b70"],
  ["#e4ebee", "#f1d9a7", "#b5c8cf", "#7f9fae", "#4d7087"],
  ["#f2e4e1", "#e59f86", "#d6b5b0", "#a98691", "#6f5f78"],
  ["#e9eddf", "#edc98a", "#c1cfae", "#8eaa86", "#55796a"],
  ["#e8e6f0", "#f0c6a8", "#bfbcd6", "#8d8db4", "#5c618c"],
  ["#f5ecd7", "#d98e6a", "#dcc9a0", "#b39d78", "#7a705c"],
];

/** Returns the picture at an address of ours, or one that is drawn from the title. */
export function picture(title, address, isOurs) {
  if (!isOurs(address)) {
    return drawn(title);
  }
  const image = document.createElement("img");
  Object.assign(image, { src: address, alt: "", loading: "lazy", className: "picture" });
  image.addEventListener("error", () => image.replaceWith(drawn(title)));
  return image;
}

function drawn(title) {
  const random = numbers(title);
  const [sky, sun, ...hills] = PALETTES[Math.floor(random() * PALETTES.length)];
  const radius = 18 + random() * 26;
  const shapes = [
    shape("rect", { width: WIDTH, height: HEIGHT, fill: sky }),
    shape("circle", { cx: 50 + random() * 220, cy: 55 + random() * 45, r: radius, fill: sun }),
    ...hills.map((fill, nearness) => shape("path", { d: hill(random, 92 + nearness * 36), fill })),
  ];
  const svg = shape("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    preserveAspectRatio: "xMidYMid slice",
    "aria-hidden": "true",
    class: "picture",
  });
  svg.append(...shapes);
  return svg;
}

/** A soft ridge at about this height, through four points. */
function hill(random, height) {
  const step = WIDTH / 3;
  const ridge = () => (height + (random() - 0.5) * 42).toFixed(1);
  let [x, y] = [0, ridge()];
  let path = `M0 ${HEIGHT}V${y}`;
  while (x < WIDTH - 1) {
    const [middle, next] = [(x + step / 2).toFixed(1), ridge()];
    x += step;
    path += `C${middle} ${y} ${middle} ${next} ${x.toFixed(1)} ${next}`;
    y = next;
  }
  return `${path}V${HEIGHT}Z`;
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

/** A stream of numbers from 0 to 1 that the words alone decide (FNV-1a, then mulberry32). */
function numbers(words) {
  let state = 2_166_136_261;
  for (const character of words) {
    state = Math.imul(state ^ character.codePointAt(0), 16_777_619);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
