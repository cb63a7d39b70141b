// What a test of the page uses: it runs in the browser, in a copy of the page.

/** Runs a function, and writes what it returns, or how it failed, into the document. */
const find = async (run) => {
  let found;
  try {
    found = await run();
  } catch (error) {
    found = { error: String(error) };
  }
  const text = Object.assign(document.createElement("pre"), { id: "found" });
  text.textContent = JSON.stringify(found);
  document.body.append(text);
};

/** Whether an element takes any room. */
const isShown = (element) => element.getClientRects().length > 0;

/** What a function finds in a frame of a width with the same page: it is given its document and its window. */
const framed = (width, run) =>
  new Promise((done) => {
    const page = document.documentElement.cloneNode(true);
    for (const script of page.querySelectorAll("script")) script.remove();
    const frame = document.createElement("iframe");
    frame.style.cssText = `width: ${width}px; height: 900px; border: 0`;
    frame.srcdoc = `<!DOCTYPE html>${page.outerHTML}`;
    frame.addEventListener("load", () => done(run(frame.contentDocument, frame.contentWindow)));
    document.body.append(frame);
  });

/** The contrast of each pair of colours that a text and its background have (WCAG 2.2, section 1.4.3). */
const contrasts = () => {
  const channels = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { red, green, blue, alpha };
  };
  const luminance = ({ red, green, blue }) => {
    const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = channels(getComputedStyle(one).backgroundColor);
      if (colour.alpha === 1) return colour;
      if (colour.alpha > 0) throw new Error(`a background of ${one.tagName} can be seen through`);
    }
    return channels("rgb(255, 255, 255)");
  };
  const found = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !isShown(element)) continue;
    const colours = [channels(getComputedStyle(element).color), behind(element)];
    const [more, less] = colours.map(luminance).sort((one, other) => other - one);
    const key = JSON.stringify(colours);
    if (!found.has(key)) found.set(key, { text: texts.currentNode.data, colours: key, contrast: (more + 0.05) / (less + 0.05) });
  }
  return [...found.values()];
};
