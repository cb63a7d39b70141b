//! The page of a review in a real browser: its buttons work, and it can be read.
//!
//! A script is added to a copy of the page. It clicks, and writes what it finds into the document, which the
//! browser prints. If Chromium is not installed, the tests are skipped and say so.

use std::fs;
use std::io::{Write as _, stderr};
use std::process::Command;
use std::sync::OnceLock;

use camino::Utf8PathBuf;
use serde_json::Value;

use super::{OLD, Pair, with_phone};

/// What the script of each test may use.
const TOOLS: &str = include_str!("page/tools.js");

/// A browser, where one is installed.
fn browser() -> Option<&'static str> {
    static BROWSER: OnceLock<Option<&'static str>> = OnceLock::new();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let runs = |name: &&str| Command::new(name).arg("--version").output().is_ok();
    *BROWSER.get_or_init(|| {
        let found = names.into_iter().find(runs);
        if found.is_none() {
            // Written where no test runner keeps it back.
            let _ = writeln!(
                stderr(),
                "skipped: no Chromium is installed, so the page of a review is not tried"
            );
        }
        found
    })
}

/// A page with a change of each severity, one of documentation, and long lines.
struct Page(String);

impl Page {
    fn new() -> Self {
        let long = "a_word_that_no_line_can_break_".repeat(12);
        let old = with_phone()
            .replace("name: {type: string}", "name: {type: string}, gone: {type: string}");
        let new = OLD
            .replace(
                "name: {type: string}",
                &format!("name: {{type: string}}, {long}: {{type: string}}"),
            )
            .replace("The guests.", "All guests.");
        let pair = Pair::new(&old, &new);
        pair.diff(&["--format", "html", "--out", "page.html"]).expect(3, &[]);
        Self(fs::read_to_string(pair.root.join("page.html")).unwrap())
    }

    /// What a script finds in a window of the given width. `None` if no browser is installed.
    fn run(&self, script: &str, width: usize, more: &[&str]) -> Option<Value> {
        let script = format!("<script>{TOOLS}\nfind(async () => {{ {script} }});</script>");
        let text = self.0.replace("</body>", &format!("{script}</body>"));
        assert_ne!(text, self.0);
        let dom = self.shown(&text, width, more)?;
        let found =
            dom.split("<pre id=\"found\">").nth(1).and_then(|rest| rest.split("</pre>").next());
        let found = found.unwrap_or_else(|| panic!("the script found nothing: {dom}"));
        let found = found.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let found: Value = serde_json::from_str(&found).unwrap();
        assert!(found.get("error").is_none(), "{found}");
        Some(found)
    }

    /// The document that a browser makes of a page, without messages on its console.
    fn shown(&self, text: &str, width: usize, more: &[&str]) -> Option<String> {
        let browser = browser()?;
        // Each browser has a folder of its own, so that several can run at a time.
        let folder = tempfile::tempdir().unwrap();
        let folder = Utf8PathBuf::try_from(folder.path().to_owned()).map(|path| (path, folder));
        let (root, _folder) = folder.unwrap();
        fs::write(root.join("page.html"), text).unwrap();
        let output = Command::new(browser)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"])
            .args(["--disable-dev-shm-usage", "--virtual-time-budget=5000", "--dump-dom"])
            .arg(format!("--window-size={width},900"))
            .arg(format!("--user-data-dir={}", root.join("profile")))
            .args(more)
            .arg(format!("file://{}", root.join("page.html")))
            .output()
            .unwrap();
        let log = String::from_utf8_lossy(&output.stderr);
        assert!(!log.contains("CONSOLE"), "{log}");
        Some(String::from_utf8(output.stdout).unwrap())
    }
}

#[test]
fn it_opens_without_errors_and_shows_its_tools() {
    let page = Page::new();
    let Some(dom) = page.shown(&page.0, 1200, &[]) else { return };
    assert!(dom.contains("<div class=\"tools\">"), "{dom}");
}

#[test]
fn a_filter_hides_the_changes_of_its_severity_and_shows_them_again() {
    let script = r#"
        const visible = () => ["breaking", "compatible"].map((severity) =>
            [...document.querySelectorAll(`details.change.${severity}`)].filter(isShown).length);
        const steps = [visible()];
        for (const severity of ["breaking", "compatible", "breaking", "compatible"]) {
            document.querySelector(`[data-show=${severity}]`).click();
            steps.push(visible());
        }
        return steps;
    "#;
    let Some(steps) = Page::new().run(script, 1200, &[]) else { return };
    let rows = |all: &Value| (all[0].as_u64().unwrap(), all[1].as_u64().unwrap());
    let (breaking, compatible) = rows(&steps[0]);
    assert!(breaking > 0 && compatible > 0, "{steps}");
    let expected =
        [(breaking, compatible), (0, compatible), (0, 0), (breaking, 0), (breaking, compatible)];
    let found: Vec<_> = steps.as_array().unwrap().iter().map(rows).collect();
    assert_eq!(found, expected);
}

#[test]
fn all_can_be_opened_and_closed_and_are_open_in_print() {
    let script = r#"
        const all = [...document.querySelectorAll("details")];
        const open = () => all.filter((one) => one.open).length;
        const click = (what) => document.querySelector(`[data-open=${what}]`).click();
        const steps = [open()];
        for (const what of ["all", "none"]) { click(what); steps.push(open()); }
        all[0].open = true;
        window.dispatchEvent(new Event("beforeprint"));
        steps.push(open());
        window.dispatchEvent(new Event("afterprint"));
        steps.push(open());
        return { all: all.length, steps };
    "#;
    let Some(found) = Page::new().run(script, 1200, &[]) else { return };
    let all = found["all"].as_u64().unwrap();
    assert!(all >= 4, "{found}");
    assert_eq!(found["steps"], serde_json::json!([0, all, 0, all, 1]));
}

#[test]
fn copy_buttons_copy_what_stands_beside_them() {
    let script = r#"
        const copied = [];
        Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => copied.push(text) } });
        const buttons = [...document.querySelectorAll(".copy")];
        const beside = buttons.map((one) => one.previousElementSibling.textContent);
        const names = buttons.map((one) => one.getAttribute("aria-label") ?? one.textContent);
        for (const one of buttons) one.click();
        await new Promise((done) => setTimeout(done, 10));
        return { copied, beside, names, texts: buttons.map((one) => one.textContent) };
    "#;
    let Some(found) = Page::new().run(script, 1200, &[]) else { return };
    assert_eq!(found["copied"], found["beside"]);
    let copied = found["copied"].as_array().unwrap();
    assert!(copied.iter().any(|text| text.as_str().unwrap().starts_with("old.yaml:")), "{found}");
    assert!(found["texts"].as_array().unwrap().iter().all(|text| text == "Copied"), "{found}");
}

#[test]
fn a_narrow_window_has_one_column_and_no_scrolling_to_the_side() {
    let script = r#"
        for (const one of document.querySelectorAll("details")) one.open = true;
        const beside = document.querySelector(".beside");
        return {
            width: window.innerWidth,
            content: document.documentElement.scrollWidth,
            columns: getComputedStyle(beside).gridTemplateColumns.split(" ").length,
        };
    "#;
    let page = Page::new();
    for (width, columns) in [(320, 1), (1200, 2)] {
        // A window cannot be as narrow as a telephone, a frame can.
        let framed = format!("return await framed({width}, (document, window) => {{ {script} }});");
        let Some(found) = page.run(&framed, 1300, &[]) else { return };
        assert_eq!(found["width"], width, "{found}");
        assert!(found["content"].as_u64().unwrap() <= width, "{found}");
        assert_eq!(found["columns"], columns, "{found}");
    }
}

#[test]
fn text_has_enough_contrast_in_light_and_in_dark() {
    let script = r#"
        for (const one of document.querySelectorAll("details")) one.open = true;
        return { paper: getComputedStyle(document.body).backgroundColor, pairs: contrasts() };
    "#;
    let page = Page::new();
    let mut papers = Vec::new();
    for scheme in ["1", "0"] {
        let setting = format!("--blink-settings=preferredColorScheme={scheme}");
        let Some(found) = page.run(script, 1200, &[&setting]) else { return };
        let pairs = found["pairs"].as_array().unwrap();
        assert!(pairs.len() > 6, "{found}");
        let pale: Vec<&Value> =
            pairs.iter().filter(|pair| pair["contrast"].as_f64().unwrap() < 4.5).collect();
        assert!(pale.is_empty(), "{pale:#?}");
        papers.push(found["paper"].clone());
    }
    assert_ne!(papers[0], papers[1], "light and dark look the same");
}

#[test]
fn everything_can_be_reached_by_keyboard_and_nothing_asks_a_network() {
    let script = r#"
        const named = (one) => (one.getAttribute("aria-label") ?? one.closest("label")?.textContent ?? one.textContent).trim();
        const all = [...document.querySelectorAll("button, input, summary, a")];
        return {
            unreachable: all.filter((one) => one.tabIndex < 0).map(named),
            unnamed: all.filter((one) => !named(one)).length,
            requests: performance.getEntriesByType("resource").map((one) => one.name),
        };
    "#;
    let Some(found) = Page::new().run(script, 1200, &[]) else { return };
    assert_eq!(found, serde_json::json!({ "unreachable": [], "unnamed": 0, "requests": [] }));
}
