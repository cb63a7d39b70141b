//! Descriptions that nobody writes on purpose: each gives a report, or code, and never a panic.

use camino::Utf8Path;
use guestlist_codegen::compile;

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: Guests, version: '1'}\ntags: [{name: Guests}]\n";

const PATHS: &str = "\
paths:
  /guests:
    get:
      operationId: ListGuests
      tags: [Guests]
      responses: {'204': {description: Nobody is invited.}}
";

/// A document with these components.
fn with(components: &str) -> String {
    format!("{HEAD}{PATHS}components:\n{components}")
}

/// The report of a document, with places from the file's name on; empty where it compiles.
fn report(text: impl AsRef<[u8]>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let folder = Utf8Path::from_path(folder.path()).unwrap();
    std::fs::write(folder.join("openapi.yaml"), text).unwrap();
    match compile(folder) {
        Ok(_) => String::new(),
        Err(report) => {
            super::assert_orderly(&report);
            report.to_string().replace(&format!("{folder}/"), "")
        }
    }
}

#[test]
fn an_odd_document_is_refused_at_its_place() {
    let nested_flow = format!("{HEAD}paths: {}{}", "[".repeat(10_000), "]".repeat(10_000));
    let nested_maps = format!("{HEAD}paths: {}", "{a: ".repeat(10_000));
    let bomb: String = (1..10).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| {
        let alias = format!("*a{}, ", n - 1).repeat(9);
        format!("{text}a{n}: &a{n} [{}]\n", alias.trim_end_matches(", "))
    });
    let wide_bomb = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(9_000), "*a, ".repeat(9_000));
    let cases: [(&str, &str); 27] = [
        ("", "1:1: error[wrong-kind]: expected an object, found null"),
        ("# nothing\n", "1:1: error[wrong-kind]: expected an object, found null"),
        ("guests", "1:1: error[wrong-kind]: expected an object, found text"),
        ("- guests", "1:1: error[wrong-kind]: expected an object, found a list"),
        (&"- ".repeat(10_000), "1:257: error[yaml-syntax]: this stands more than 128 levels deep"),
        (&nested_flow, "4:263: error[yaml-syntax]: recursion limit exceeded"),
        (&nested_maps, "error[yaml-syntax]: this stands more than 128 levels deep"),
        (&bomb, "6:25: error[yaml-syntax]: aliases stand for more than 100000 values in all"),
        (&wide_bomb, "2:49: error[yaml-syntax]: aliases stand for more than 100000 values in all"),
        ("a: &a [*a]", "1:8: error[yaml-syntax]: this alias stands for a value that contains it"),
        ("a: *b", "1:4: error[yaml-syntax]"),
        ("a: \u{7}", "1:4: error[yaml-syntax]: the control character U+0007 is not allowed"),
        ("info: {}\ninfo: {}", "2:1: error[yaml-syntax]: the member `info` is there twice"),
        ("a: {b: 1, b: 1}", "1:11: error[yaml-syntax]: the member `b` is there twice"),
        ("{}\n---\n{}", "2:1: error[yaml-syntax]: a second YAML document begins here"),
        ("? [a, b]\n: c", "1:3: error[yaml-syntax]: the name of a member is not text"),
        ("? {a: b}\n: c", "1:3: error[yaml-syntax]: the name of a member is not text"),
        ("a: &a b\n*a : c", "2:1: error[yaml-syntax]: the name of a member is not text"),
        ("b: {<<: a}", "1:5: error[yaml-syntax]: this merge key stands for no object"),
        ("a: !tag b", "1:4: error[yaml-syntax]: the tag `!tag` is not known here"),
        (&format!("{HEAD}paths: null\n"), "4:8: error[wrong-kind]: expected an object, found null"),
        (&format!("{HEAD}paths: {{1: {{}}}}\n"), "4:9: error[path-parameters]: the path `1`"),
        (&with("  schemas: {~: {type: object}}\n"), "error"),
        (&with("  schemas: {\"a\\nb\": {type: strin}}\n"), "11:28: error[unknown-type]"),
        (
            &with("  schemas: {\"\\e\": {type: object}}\n"),
            "11:13: error[unusable-name]: the schema `\\u{1b}`",
        ),
        (
            &with(
                "  schemas: {A: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/A'}}}}\n",
            ),
            "11:13: error[infinite-model]",
        ),
        (
            &with(
                "  parameters: {A: {$ref: '#/components/parameters/B'}, B: {$ref: '#/components/parameters/A'}}\n",
            ),
            "11:26: error[dangling-reference]: `#/components/parameters/B` leads in a circle",
        ),
    ];
    let mut faults = Vec::new();
    for (text, expected) in cases {
        let found = report(text);
        if !found.contains(expected) {
            let shown: String = text.chars().take(200).collect();
            faults.push(format!("{shown:?} should give\n  {expected}\nand gives\n  {found}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_contains_itself_or_goes_deep_is_made() {
    let chain = |n| {
        format!("    L{n}: {{type: array, items: {{$ref: '#/components/schemas/L{}'}}}}\n", n + 1)
    };
    let long_chain: String = (0..5_000).map(chain).collect();
    for components in [
        format!("  schemas:\n{long_chain}    L5000: {{type: string}}\n"),
        "  schemas: {A: {type: array, items: {$ref: '#/components/schemas/A'}}}\n".to_owned(),
        "  schemas: {A: {type: object, additionalProperties: {$ref: '#/components/schemas/A'}}}\n"
            .to_owned(),
        "  schemas: {A: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}}\n"
            .to_owned(),
    ] {
        assert_eq!(report(with(&components)), "");
    }
}

#[test]
fn a_file_that_is_not_utf8_is_refused() {
    assert!(report(b"\xff\xfe").contains("openapi.yaml:1:1: error[unreadable-file]"));
}

#[test]
fn the_form_of_a_file_makes_no_difference() {
    let plain = format!("{HEAD}{PATHS}");
    let long = plain.replace("Nobody is invited.", &"x".repeat(1_000_000));
    for (what, text) in [
        ("as it is", plain.clone()),
        ("a byte order mark", format!("\u{feff}{plain}")),
        ("CRLF", plain.replace('\n', "\r\n")),
        ("no last line feed", plain.trim_end().to_owned()),
        ("a line of a megabyte", long),
        ("a number as a status", plain.replace("'204'", "204")),
        (
            "JSON",
            serde_json::to_string(&serde_yaml::from_str::<serde_json::Value>(&plain).unwrap())
                .unwrap(),
        ),
        ("an end", format!("---\n{plain}...\n")),
        (
            "an alias",
            plain.replace(
                "info: {title: Guests",
                "info: {title: &title Guests, description: *title",
            ),
        ),
    ] {
        assert_eq!(report(&text), "", "with {what}");
    }
    let wrong = plain.replace("responses: {'204'", "responces: {'204'");
    let place = "openapi.yaml:9:7: error[unknown-member]";
    for text in [wrong.clone(), wrong.replace('\n', "\r\n"), format!("\u{feff}{wrong}")] {
        assert!(report(&text).contains(place), "{}", report(&text));
    }
}
