//! Descriptions that nobody writes on purpose: each gives a report, or code, and never a panic.

use camino::Utf8Path;
use guestlist_codegen::{compile, compile_document, overlaid_document};

pub(super) const HEAD: &str =
    "openapi: 3.0.3\ninfo: {title: Guests, version: '1'}\ntags: [{name: Guests}]\n";

pub(super) const PATHS: &str = "\
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
        ("", "1:1: error[wrong-type]: expected an object, found null"),
        ("# nothing\n", "1:1: error[wrong-type]: expected an object, found null"),
        ("guests", "1:1: error[wrong-type]: expected an object, found a string"),
        ("- guests", "1:1: error[wrong-type]: expected an object, found an array"),
        (&"- ".repeat(10_000), "1:257: error[yaml-syntax]: this is more than 128 levels deep"),
        (&nested_flow, "4:263: error[yaml-syntax]: recursion limit exceeded"),
        (&nested_maps, "error[yaml-syntax]: this is more than 128 levels deep"),
        (&bomb, "error[yaml-syntax]: aliases stand for more than 8388608 bytes up to here"),
        (
            &wide_bomb,
            "2:33: error[yaml-syntax]: aliases stand for more than 8388608 bytes up to here",
        ),
        ("a: &a [*a]", "1:8: error[yaml-syntax]: this alias stands for a value that contains it"),
        ("a: *b", "1:4: error[yaml-syntax]"),
        ("a: \u{7}", "1:4: error[yaml-syntax]: the control character U+0007 is not allowed"),
        ("info: {}\ninfo: {}", "2:1: error[yaml-syntax]: the property `info` occurs twice"),
        ("a: {b: 1, b: 1}", "1:11: error[yaml-syntax]: the property `b` occurs twice"),
        ("{}\n---\n{}", "2:1: error[yaml-syntax]: a second YAML document begins here"),
        ("? [a, b]\n: c", "1:3: error[yaml-syntax]: the name of a property is not a string"),
        ("? {a: b}\n: c", "1:3: error[yaml-syntax]: the name of a property is not a string"),
        ("a: &a b\n*a : c", "2:1: error[yaml-syntax]: the name of a property is not a string"),
        ("b: {<<: a}", "1:5: error[yaml-syntax]: this merge key does not stand for an object"),
        ("a: !tag b", "1:4: error[yaml-syntax]: the tag `!tag` is not known here"),
        (&format!("{HEAD}paths: null\n"), "4:8: error[wrong-type]: expected an object, found null"),
        (&format!("{HEAD}paths: {{1: {{}}}}\n"), "4:9: error[path-parameters]: the path `1`"),
        (&with("  schemas: {~: {type: object}}\n"), "error"),
        (&with("  schemas: {\"a\\nb\": {type: strin}}\n"), "11:28: error[unknown-type]"),
        (
            &with("  schemas: {\"\\e\": {type: object}}\n"),
            "11:13: error[unusable-name]: the schema `\\u{1b}` cannot become a Rust name",
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
    let place = "openapi.yaml:9:7: error[unknown-property]";
    for text in [wrong.clone(), wrong.replace('\n', "\r\n"), format!("\u{feff}{wrong}")] {
        assert!(report(&text).contains(place), "{}", report(&text));
    }
}

/// The report of a document by itself, with places from the file's name on; empty where it compiles.
pub(super) fn report_of(name: &str, text: impl AsRef<[u8]>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let folder = Utf8Path::from_path(folder.path()).unwrap();
    std::fs::write(folder.join(name), text).unwrap();
    match compile_document(&folder.join(name)) {
        Ok(_) => String::new(),
        Err(report) => {
            super::assert_orderly(&report);
            report.to_string().replace(&format!("{folder}/"), "")
        }
    }
}

#[test]
fn an_odd_document_from_elsewhere_is_refused_at_its_place() {
    let deep = format!("{}{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    let block: String = (0..10_000).map(|n| format!("{}a:\n", " ".repeat(n % 300))).collect();
    for (name, text, expected) in [
        ("a.json", "", "a.json:1:1: error[json-syntax]: EOF while parsing a value"),
        ("a.json", "guests", "a.json:1:1: error[json-syntax]: expected value"),
        ("a.json", "{\"a\": 1e400}", "a.json:1:11: error[json-syntax]: number out of range"),
        ("a.json", "{\"a\": 1} 2", "a.json:1:10: error[json-syntax]: trailing characters"),
        ("a.json", "[]", "a.json:1:1: error[wrong-type]: expected an object, found an array"),
        (
            "a.json",
            "{\n  \"swagger\": \"2.0\"\n}",
            "a.json:2:14: error[unsupported-version]: this is a Swagger 2.0 document",
        ),
        (
            "a.json",
            "{\n \"openapi\": \"3.0.0\",\n \"é\": 1, \"info\": 7,\n \"paths\": {}}",
            "a.json:3:18: error[wrong-type]",
        ),
        ("a.yaml", "{}", "a.yaml:1:1: error[unsupported-version]: this is not an OpenAPI document"),
        (
            "a.yaml",
            "openapi: 4.0.0",
            "a.yaml:1:10: error[unsupported-version]: OpenAPI 4.0.0 is not supported",
        ),
        (
            "a.yaml",
            "{\"a\": 1, \"a\": 2}",
            "a.yaml:1:10: error[yaml-syntax]: the property `a` occurs twice",
        ),
        ("a.yaml", "a:\n\tb: 1", "a.yaml:2:"),
        ("a.json", deep.as_str(), "error[json-syntax]: this is more than 128 levels deep"),
        ("a.yaml", deep.as_str(), "error[yaml-syntax]"),
        ("a.yaml", block.as_str(), "error[yaml-syntax]"),
    ] {
        let found = report_of(name, text);
        assert!(found.contains(expected), "{expected}\nis not in\n{found}");
    }
}

#[test]
fn what_plain_words_mean_is_what_yaml_1_2_says() {
    let folder = tempfile::tempdir().unwrap();
    let file = Utf8Path::from_path(folder.path()).unwrap().join("openapi.yaml");
    let examples = [
        ("yes", "yes"),
        ("2020-01-01", "'2020-01-01'"),
        ("0123", "'0123'"),
        ("0x1F", "31"),
        ("0o17", "15"),
        ("+7", "7"),
        ("-0", "0"),
        ("18446744073709551615", "18446744073709551615"),
        ("18446744073709551616", "1.8446744073709552e19"),
        ("1e400", "'1e400'"),
        (".inf", "'.inf'"),
        ("1.50", "1.5"),
        (".5", "0.5"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("True", "true"),
        ("~", "null"),
        ("'7'", "'7'"),
        ("!!str 7", "'7'"),
        ("&a {b: 1, c: 2}", "{b: 1, c: 2}"),
        ("{<<: *a, b: 3}", "{b: 3, c: 2}"),
        ("{<<: [*a, {d: 4}]}", "{b: 1, c: 2, d: 4}"),
        ("{'<<': 1}", "{'<<': 1}"),
        ("{200: a, true: b, ~: c}", "{'200': a, 'true': b, '~': c}"),
    ];
    let list: String = examples.iter().map(|(written, _)| format!("  - {written}\n")).collect();
    std::fs::write(&file, format!("{HEAD}{PATHS}x-examples:\n{list}")).unwrap();
    let text = overlaid_document(&file).unwrap();
    let document: serde_json::Value = serde_yaml::from_str(&text).unwrap();
    for (index, (written, expected)) in examples.iter().enumerate() {
        let expected: serde_json::Value = serde_yaml::from_str(expected).unwrap();
        assert_eq!(document["x-examples"][index], expected, "{written}");
    }
}

#[test]
fn a_file_that_is_too_long_or_never_ends_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = Utf8Path::from_path(folder.path()).unwrap().join("long.yaml");
    // A hole: it is long without taking room.
    std::fs::File::create(&file).unwrap().set_len(100 << 20).unwrap();
    for (file, expected) in [
        (file.as_path(), "it is 104857600 bytes long, and 67108864 is the most"),
        (Utf8Path::new("/dev/zero"), "it is not a file"),
        (Utf8Path::new("/"), "it is not a file"),
        (Utf8Path::new("/nobody.yaml"), "No such file"),
    ] {
        let report = compile_document(file).unwrap_err().to_string();
        assert!(report.contains("error[unreadable-file]"), "{report}");
        assert!(report.contains(expected), "{report}");
    }
}

#[test]
fn a_document_as_deep_as_may_be_is_compiled_or_refused() {
    for (open, close, inner) in [
        ("{\"type\": [\"array\", \"string\", \"null\"], \"items\": ", "}", "true"),
        ("{\"oneOf\": [{\"const\": null}, ", "]}", "{\"type\": \"string\"}"),
        ("{\"properties\": {\"a\": ", "}}", "{}"),
        ("{\"prefixItems\": [{\"type\": \"string\"}, ", "]}", "true"),
    ] {
        for depth in [20, 50, 60, 120] {
            let schema = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
            let info = "\"info\": {\"title\": \"\", \"version\": \"\"}";
            let text = format!(
                "{{\"openapi\": \"3.1.0\", {info}, \"components\": {{\"schemas\": {{\"A\": {schema}}}}}}}"
            );
            report_of("a.json", text);
        }
    }
}
