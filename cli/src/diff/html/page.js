"use strict";
for (const tools of document.querySelectorAll(".tools, .copy")) tools.hidden = false;
for (const box of document.querySelectorAll("[data-show]")) {
  box.addEventListener("change", () => {
    for (const change of document.querySelectorAll(`[data-severity="${box.dataset.show}"]`)) change.hidden = !box.checked;
  });
}
for (const button of document.querySelectorAll("[data-open]")) {
  button.addEventListener("click", () => {
    for (const change of document.querySelectorAll("details")) change.open = button.dataset.open === "all";
  });
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const area = Object.assign(document.createElement("textarea"), { value: button.dataset.copy });
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.textContent = "Copied";
  });
}
let closed = [];
window.addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const change of closed) change.open = true;
});
window.addEventListener("afterprint", () => {
  for (const change of closed) change.open = false;
});
