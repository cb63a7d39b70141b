//! Tests of document texts as documentation.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};

use crate::rust::docs::inlines::code;
use crate::rust::docs::markdown::inline;
use crate::rust::docs::visible::visible;
use crate::rust::docs::{Docs, below_heading, doc};

fn text(source: &str) -> String {
    Docs::default().text(source).0.join("\n")
}

/// The unsafe elements that rustdoc's parser finds in the lines, with and without rustdoc's extensions:
/// whatever is neither text, nor code as text, nor a link to the web.
fn threats(markdown: &str) -> Vec<String> {
    let rustdoc = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut found = Vec::new();
    let mut unresolved = Vec::new();
    let callback = |link: pulldown_cmark::BrokenLink<'_>| {
        unresolved.push(link.reference.to_string());
        None
    };
    let with = Parser::new_with_broken_link_callback(markdown, rustdoc, Some(callback));
    for event in with.chain(Parser::new(markdown)) {
        let is_text = match &event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => &**language == "text",
            Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => true,
            Event::Start(Tag::Link { dest_url, .. }) => {
                ["http://", "https://", "mailto:", "#"]
                    .iter()
                    .any(|start| dest_url.to_ascii_lowercase().starts_with(start))
                    && !dest_url.contains(['"', '<', '>', '\\', ' '])
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock)
            | Event::Html(_)
            | Event::InlineHtml(_) => false,
            Event::Text(text) | Event::Code(text) => visible(text) == **text,
            _ => true,
        };
        if !is_text {
            found.push(format!("{event:?}"));
        }
    }
    found.extend(unresolved);
    found
}

const CASES: &[(&str, &str)] = &[
    // Code.
    ("Use it so:\n\n    panic!();\n", "Use it so:\n\n```text\npanic!();\n```"),
    ("```\nx\n```", "```text\nx\n```"),
    ("```rust\nx\n```", "```text\nx\n```"),
    ("``` rust\nx\n```", "```text\nx\n```"),
    ("```should_panic\nx\n```", "```text\nx\n```"),
    ("```text,rust\nx\n```", "```text\nx\n```"),
    ("```{.rust}\nx\n```", "```text\nx\n```"),
    ("~~~\nx\n```\ny\n~~~", "````text\nx\n```\ny\n````"),
    ("````\n```\nx\n```\n````", "````text\n```\nx\n```\n````"),
    ("```\nopen", "```text\nopen\n```"),
    ("a\n```\nb\n```\nc", "a\n\n```text\nb\n```\n\nc"),
    (
        "1. step\n\n       curl http://x/\n\n2. next",
        "1. step\n\n   ```text\n   curl http://x/\n   ```\n\n2. next",
    ),
    ("> ```\n> x\n> ```", "> ```text\n> x\n> ```"),
    ("- ```rust\n  x\n  ```", "- ```text\n  x\n  ```"),
    ("[^1]: a\n\n        panic!()", "\\[^1\\]: a\n\n```text\npanic!()\n```"),
    ("    \ta\n\n\n    b", "```text\n    a\n\n\nb\n```"),
    ("```\na\tb  \n\n```", "```text\na    b\n```"),
    // HTML.
    ("a <b>c</b>", "a \\<b>c\\</b>"),
    ("<script>\nalert(1)\n</script>", "\\<script> alert(1) \\</script>"),
    ("<!-- a\n\nb -->", "\\<!-- a b -->"),
    ("&lt;script&gt; &amp;lt;", "\\<script> \\&lt;"),
    ("\\<b> \\\\<b>", "\\<b> \\\\\\<b>"),
    ("Map<String, Vec<u8>>", "Map\\<String, Vec\\<u8>>"),
    ("`` ` <img src=x> ``", "`` ` <img src=x> ``"),
    ("` <img src=x> ```", "\\` \\<img src=x> \\`\\`\\`"),
    // Links and images.
    ("[a b](https://x.test/c) [d](e)", "[a b](https://x.test/c) d (e)"),
    ("[a](javascript:alert(1))", "a (javascript:alert(1))"),
    ("[a](JavaScript&#58;alert(1))", "a (JavaScript:alert(1))"),
    ("<javascript:alert(1)>", "\\<javascript:alert(1)>"),
    ("![p](https://x.test/p.png)", "[p](https://x.test/p.png)"),
    ("![](https://x.test/p.png)", "<https://x.test/p.png>"),
    ("![p](data:image/png;base64,AAAA)", "p (data:image/png;base64,AAAA)"),
    ("[![p](https://x.test/p.png)](https://x.test)", "[p](https://x.test)"),
    ("[x](crate::y) [Vec] [`Vec`] [a][b]", "x (crate::y) \\[Vec\\] \\[`Vec`\\] \\[a\\]\\[b\\]"),
    ("[a]\n\n[a]: https://x.test \"t <b>\"", "[a](https://x.test \"t \\<b\\>\")"),
    ("[a]\n\n[a]: javascript:x", "a (javascript:x)"),
    ("[a](#b) [c](#d#e)", "[a](#b) c (#d#e)"),
    ("[a](https://x.test/(b))", "[a](<https://x.test/(b)>)"),
    ("(https://x.test/c).", "(<https://x.test/c>)."),
    ("<https://a\"onmouseover=alert(18)//>", "<https://a%22onmouseover=alert(18)//>"),
    ("<a@b.test> [m](mailto:a@b.test)", "<a@b.test> [m](mailto:a@b.test)"),
    ("\\![a](https://x.test)", "\\![a](https://x.test)"),
    ("a[^1]\n\n[^1]: b", "a\\[^1\\]\n\n\\[^1\\]: b"),
    // Unchanged texts.
    ("# A\n\n## B #\n\ntext", "# A\n\n## B\n\ntext"),
    ("A\n===", "# A"),
    ("- a\n- b\n  - c", "- a\n- b\n  - c"),
    ("* a\n\n* b", "* a\n\n* b"),
    ("3. a\n4. b", "3. a\n4. b"),
    ("- a\n\n[x]: https://y.test\n\n- b", "- a\n\n* b"),
    ("- [x] a\n- [ ] b", "- [x] a\n- [ ] b"),
    ("> a\n> > b", "> a\n>\n> > b"),
    ("a\n\n---\n\nb", "a\n\n___\n\nb"),
    ("a  \nb\\\nc", "a\\\nb\\\nc"),
    ("**A:** *b* ~~c~~ __d__", "**A:** *b* ~~c~~ **d**"),
    ("|a|b|\n|:-|-:|\n|`c\\|d`|e|", "| a | b |\n|:---|---:|\n| `c\\|d` | e |"),
    ("snake_case and *args", "snake_case and \\*args"),
    ("R&D &copy; ^\\d+$", "R&D \u{a9} ^\\d+$"),
    // Words that would begin a block after a line break.
    ("1\\. a", "1\\. a"),
    ("\\# a", "\\# a"),
    ("\\> a", "\\> a"),
    ("\\- a", "\\- a"),
    ("\\+ a", "\\+ a"),
    // Invisible characters.
    ("a\u{202e}b\u{0}c\u{2028}d\u{feff}", "a\\u{202e}b\\u{0}c\\u{2028}d\\u{feff}"),
    ("&#x202e; `\u{2066}`", "\\u{202e} `\\u{2066}`"),
    ("a\rb\r\rc\r\nd", "a b\n\nc d"),
    ("[a](https://x.test/\u{202e})", "[a](https://x.test/%5Cu%7B202e%7D)"),
];

#[test]
fn a_text_stays_text() {
    for (source, expected) in CASES {
        let written = text(source);
        assert_eq!(written, *expected, "of {source:?}");
        assert_eq!(threats(&written), Vec::<String>::new(), "of {source:?}");
        assert_eq!(text(&written), written, "written twice: {source:?}");
    }
}

/// Troublesome pieces, tested in each pair and, with a fixed random seed, in longer sequences.
const PIECES: &[&str] = &[
    "a",
    " ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "`",
    "```",
    "~~~",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "](",
    ")",
    "[x]: ",
    "![",
    "<",
    ">",
    "<b>",
    "<!--",
    "-->",
    "<script>",
    "https://x.test",
    "javascript:",
    "- ",
    "1. ",
    "> ",
    "# ",
    "|",
    "|-|\n",
    "---",
    "===",
    "\\",
    "&lt;",
    "&",
    "[^1]",
    "[^1]: ",
    "\r",
    "\u{202e}",
    "\u{0}",
    "!",
    "\"",
    "rust",
    "  \n",
    "[ ] ",
    "+ ",
    "&#96;",
    "<?",
    "<![CDATA[",
    "]]>",
    "\u{a0}",
    "\u{3000}",
    "$",
    "::",
    "é",
    "👍",
];

#[test]
fn no_row_of_marks_gets_through() {
    let check = |source: &str| {
        let written = text(source);
        assert_eq!(threats(&written), Vec::<String>::new(), "{source:?} became {written:?}");
        assert_eq!(text(&written), written, "written twice: {source:?}");
        let line = inline(source);
        assert!(!line.contains('\n'), "{source:?} became {line:?}");
        let alone = doc(&format!("{line}.")).0.join("\n");
        assert_eq!(threats(&alone), Vec::<String>::new(), "{source:?} became {alone:?}");
        let title = format!("A client of {line}.");
        assert_eq!(threats(&title), Vec::<String>::new(), "{source:?} became {title:?}");
        let said = doc(&format!("It is {} of {line}.", code(source))).0.join("\n");
        assert_eq!(threats(&said), Vec::<String>::new(), "{source:?} became {said:?}");
        let labelled = Docs::default().labelled("404: ", source).say("On.").0.join("\n");
        assert_eq!(threats(&labelled), Vec::<String>::new(), "{source:?} became {labelled:?}");
    };
    for one in PIECES {
        for other in PIECES {
            check(&format!("{one}{other}"));
            check(&format!("x\n\n{one}{other}x\n\n{other}{one}"));
        }
    }
    rows(2_000).iter().for_each(|row| check(row));
}

/// Sequences of pieces, the same on each run.
fn rows(count: usize) -> Vec<String> {
    let mut state = 12_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    let mut row = || {
        let length = 3 + next(14);
        (0..length).map(|_| PIECES[next(PIECES.len())]).collect()
    };
    (0..count).map(|_| row()).collect()
}

/// rustdoc may use another version of the parser than we do.
#[test]
#[allow(clippy::disallowed_methods, reason = "what is written here is temporary")]
fn rustdoc_finds_nothing_to_run_and_nothing_to_warn_of() {
    let mut code = "//! Texts.\n".to_owned();
    let sources = CASES.iter().map(|(source, _)| (*source).to_owned()).chain(rows(500));
    for (number, source) in sources.enumerate() {
        let docs = Docs::default()
            .text(&source)
            .say(&format!("On. {}", crate::rust::docs::inlines::code(&source)));
        for line in docs.0 {
            code.push_str(&format!("/// {line}\n"));
        }
        code.push_str(&format!("pub struct S{number};\n"));
    }
    let folder = std::env::temp_dir().join(format!("guestlist-docs-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("texts.rs");
    std::fs::write(&file, code).unwrap();
    let rustdoc = |arguments: &[&str]| {
        let program = std::env::var("RUSTDOC").unwrap_or_else(|_| "rustdoc".to_owned());
        let mut command = std::process::Command::new(program);
        command.arg(&file).args(["--edition", "2024"]).args(arguments).current_dir(&folder);
        let output = command.output().unwrap();
        let told = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&told).into_owned())
    };
    let (is_well, told) = rustdoc(&["--test"]);
    assert!(is_well && told.contains("running 0 tests"), "{told}");
    let (is_well, told) =
        rustdoc(&["-D", "warnings", "-D", "rustdoc::unescaped_backticks", "--out-dir", "doc"]);
    assert!(is_well, "{told}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_is_too_deep_is_shown_as_it_stands() {
    for mark in ["> ", "- ", "*a ", "[", "**a _b "] {
        let source = format!("{}x", mark.repeat(20_000));
        let written = text(&source);
        assert_eq!(threats(&written), Vec::<String>::new());
    }
}

#[test]
fn code_shows_whatever_is_in_it() {
    let cases = [
        ("a", "`a`"),
        ("", "`\"\"`"),
        ("  ", "`\"  \"`"),
        ("`", "`` ` ``"),
        ("a``b", "```a``b```"),
        (" a ", "`  a  `"),
        ("a\nb\t\u{202e}", "`a\\nb\\t\\u{202e}`"),
        ("^\\d+$", "`^\\d+$`"),
    ];
    for (value, expected) in cases {
        assert_eq!(code(value), expected);
    }
}

#[test]
fn a_title_is_one_line() {
    assert_eq!(inline("The\n API"), "The API");
    assert_eq!(inline("# The `API`"), "\\# The \\`API\\`");
    assert_eq!(inline(" "), "");
    assert_eq!(inline("1. The API"), "1\\. The API");
    assert_eq!(inline("- <b>"), "\\- \\<b>");
    assert_eq!(doc(&inline("# Errors")).0, ["\\# Errors"]);
    assert_eq!(inline("[x](https://x.test) *y*"), "[x](https://x.test) *y*");
}

#[test]
fn headings_stand_below_ours() {
    assert_eq!(below_heading("# A\n\n```\n# b\n```"), ["## A", "", "```text", "# b", "```"]);
}

#[test]
fn our_words_are_filled_and_code_in_them_is_kept_together() {
    let words = format!("It is {} and so {} on.", "word ".repeat(15), code("a - b 1. c"));
    for line in doc(&words).0 {
        assert!(line.chars().count() <= 88 || line.contains('`'), "{line}");
        assert_eq!(line.matches('`').count() % 2, 0, "{line}");
    }
    assert_eq!(doc("a\n\n# Errors\n\nb").0, ["a", "", "# Errors", "", "b"]);
}
