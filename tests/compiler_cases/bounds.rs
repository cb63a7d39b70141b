//! Small documents that expand to large ones: the expansion is bounded by their length. Documents that are
//! only long are read.

use camino::Utf8Path;
use guestlist_codegen::{compile_document, overlaid_document};

use super::odd_descriptions::{HEAD, PATHS, report_of};

/// Files of few bytes that could stand for many: each gives its error, in little memory.
#[test]
fn what_a_file_stands_for_is_bounded_by_its_length() {
    let text = "x".repeat(1_000);
    let many = |alias: &str, count: usize| format!("[{}]", vec![alias; count].join(", "));
    // 125 KB of aliases to a long text; anchors in one another, with and without aliases; merge keys;
    // many tiny values; names that stand before many pointers.
    let long = format!("a: &a {}\nb: {}\n", text.repeat(25), many("*a", 25_000));
    let nested = (0..120).fold("1".repeat(100_000), |inner, n| format!("&a{n} [{inner}]"));
    let nested_aliases =
        format!("a: {nested}\nb: [{}]\n", (0..120).map(|n| format!("*a{n}, ")).collect::<String>());
    let merged: String = (0..20_000).map(|n| format!("p{n}: 1, ")).collect();
    let merge = format!("a: &a {{{merged}}}\nb: {}\n", many("{<<: *a}", 2_000));
    let merged_nests = (0..110).fold(merged.clone(), |inner, n| format!("<<: &a{n} {{{inner}}}"));
    let merged_nests = format!("a: {{{merged_nests}}}");
    let tiny = format!("[{}1]", "1,".repeat(2_000_000));
    let tiny_json = format!("{{\"x-a\": {tiny}}}");
    let tiny_lists = format!("{{\"x-a\": [{}[]]}}", "[],".repeat(1_500_000));
    let name = "n".repeat(60_000);
    let long_name: String = (0..10_000).map(|n| format!("\"{n}\":1,")).collect();
    let long_name = format!("{{\"{name}\": {{{long_name}\"a\":1}}}}");
    let excess = "up to here, which is the most for a file of";
    for (what, name, text) in [
        ("aliases of a long text", "a.yaml", &long),
        ("aliases of anchors in one another", "a.yaml", &nested_aliases),
        ("merge keys", "a.yaml", &merge),
        ("merge keys in one another", "a.yaml", &merged_nests),
        ("tiny values in YAML", "a.yaml", &format!("x-a: {tiny}")),
        ("tiny values", "a.json", &tiny_json),
        ("tiny lists", "a.json", &tiny_lists),
        ("a long name", "a.json", &long_name),
        ("a long name in YAML", "a.yaml", &long_name),
    ] {
        let found = report_of(name, text);
        assert!(found.contains(excess), "{what} give\n{found}");
        assert!(found.contains("  help: "), "{found}");
    }
}

/// Anchors by themselves cost nothing, however they stand in one another, and neither do aliases of
/// what is small.
#[test]
fn honest_anchors_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = Utf8Path::from_path(folder.path()).unwrap().join("openapi.yaml");
    let nested = (0..100).fold("x".repeat(400_000), |inner, n| format!("&a{n} [{inner}]"));
    let common = "&common {description: 'It is so.', headers: {X-A: {description: One., schema: {type: integer}}}}";
    let uses = "  - {<<: *common, more: *common}\n".repeat(2_000);
    let text = format!(
        "{HEAD}{PATHS}x-nested: {nested}\nx-common: {common}\nx-uses:\n{uses}x-last: *a99\n"
    );
    std::fs::write(&file, &text).unwrap();
    let document: serde_json::Value =
        serde_yaml::from_str(&overlaid_document(&file).unwrap()).unwrap();
    assert_eq!(document["x-uses"][1_999]["more"], document["x-common"]);
    assert_eq!(document["x-uses"][7]["headers"], document["x-common"]["headers"]);
    assert_eq!(document["x-last"], document["x-nested"]);
    assert_eq!(document["x-last"][0][0].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_long_chain_of_references_is_no_circle() {
    let chain = |group: &str, last: &str| {
        let members =
            (0..5_000).map(|n| format!("    C{n}: {{$ref: '#/components/{group}/C{}'}}\n", n + 1));
        format!("  {group}:\n{}    C5000: {last}\n", members.collect::<String>())
    };
    let schemas = chain("schemas", "{type: object, properties: {name: {type: string}}}");
    let parameters = chain("parameters", "{name: page, in: query, schema: {type: integer}}");
    let responses = chain("responses", "{description: Gone.}");
    let paths = PATHS.replace(
        "responses: {",
        "parameters: [{$ref: '#/components/parameters/C0'}]\n      responses: {'404': {$ref: '#/components/responses/C0'}, '200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/C0'}}}}, ",
    );
    let text = format!("{HEAD}{paths}components:\n{schemas}{parameters}{responses}");
    assert_eq!(report_of("openapi.yaml", &text), "");
    let folder = tempfile::tempdir().unwrap();
    let file = Utf8Path::from_path(folder.path()).unwrap().join("openapi.yaml");
    std::fs::write(&file, &text).unwrap();
    let files = compile_document(&file).unwrap();
    // All names stand for one model, which its name at the end gives the name to.
    let models: Vec<_> = files.iter().filter(|(path, _)| path.starts_with("models")).collect();
    assert_eq!(models.len(), 1, "{:?}", models.iter().map(|(path, _)| path).collect::<Vec<_>>());
    assert!(models[0].1.contains("pub name: Option<String>"), "{}", models[0].1);
    assert!(files.iter().any(|(_, code)| code.contains("C5000")));
    // A circle of as many is one.
    let circle = text.replace(
        "    C5000: {type: object, properties: {name: {type: string}}}\n",
        "    C5000: {$ref: '#/components/schemas/C0'}\n",
    );
    assert!(report_of("openapi.yaml", circle).contains("leads in a circle"));
}

/// What is small by itself and is put wherever it is referred to, or chosen from by several unions.
#[test]
fn what_references_stand_for_is_bounded() {
    let long = "x".repeat(50_000);
    let operations = |what: &dyn Fn(usize) -> String| -> String {
        (0..1_000).map(|n| format!("  /a{n}: {}\n", what(n))).collect()
    };
    let by_response = format!(
        "{HEAD}paths:\n{}components:\n  responses: {{Long: {{description: {long}}}}}\n",
        operations(
            &|_| "{get: {responses: {'404': {$ref: '#/components/responses/Long'}}}}".to_owned()
        )
    );
    let by_path = format!(
        "openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\npaths:\n{}components:\n  pathItems: {{Long: {{description: {long}}}}}\n",
        operations(&|_| "{$ref: '#/components/pathItems/Long'}".to_owned())
    );
    let parts: String = (0..1_000)
        .map(|n| format!("    S{n}: {{allOf: [{{$ref: '#/components/schemas/Long'}}]}}\n"))
        .collect();
    let by_part = format!(
        "{HEAD}{PATHS}components:\n  schemas:\n    Long: {{type: object, description: {long}}}\n{parts}"
    );
    let own = "{type: object, oneOf: [{$ref: '#/components/schemas/Own'}, {$ref: '#/components/schemas/Own'}], properties: {a: {type: string}}}";
    let union_of_itself = format!("{HEAD}{PATHS}components:\n  schemas: {{Own: {own}}}\n");
    for (text, expected) in [
        (&by_response, "error[excessive-expansion]: references up to here add more than"),
        (&by_path, "error[dangling-reference]: references up to here add more than"),
        (&by_part, "error[excessive-expansion]: references up to here add more than"),
    ] {
        let found = report_of("openapi.yaml", text);
        let start: String = found.chars().take(2_000).collect();
        assert!(found.contains(expected), "{expected}\nis not in\n{start}");
    }
    assert_eq!(report_of("openapi.yaml", union_of_itself), "");
}

/// The file that a process by itself reads, to see how much memory it takes.
const FILE: &str = "GUESTLIST_BOUNDS_FILE";

/// Compiles a file, when [`FILE`] names one, and tells how much memory this process has had at most.
#[test]
fn reads_a_file_by_itself() {
    let Some(file) = std::env::var_os(FILE) else { return };
    let _ = compile_document(Utf8Path::new(file.to_str().unwrap()));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    println!("most: {}", most.trim().trim_end_matches(" kB"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_small_file_takes_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let file = Utf8Path::from_path(folder.path()).unwrap().join("openapi.yaml");
    let aliases = format!("x-a: &a {}\nx-b: [{}]\n", "x".repeat(25_000), "*a, ".repeat(25_000));
    let nested = (0..120).fold("x".repeat(400_000), |inner, n| format!("&a{n} [{inner}]"));
    // As many aliases as are allowed, where their text becomes code.
    let names = (0..300).map(|n| format!("    S{n}: {{type: object, description: *a}}\n"));
    let described = format!(
        "{HEAD}x-a: &a {}\n{PATHS}components:\n  schemas:\n{}",
        "x".repeat(25_000),
        names.collect::<String>()
    );
    for text in [aliases, format!("x-nested: {nested}\n"), described] {
        std::fs::write(&file, &text).unwrap();
        let child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "bounds::reads_a_file_by_itself", "--nocapture"])
            .env(FILE, &file)
            .output()
            .unwrap();
        let output = String::from_utf8_lossy(&child.stdout).into_owned();
        let most = output.lines().find_map(|line| line.split("most: ").nth(1));
        let most: usize = most.and_then(|text| text.trim().parse().ok()).expect(&output);
        // A process that reads nothing has about 20 MB.
        assert!(most < 400_000, "{} bytes take {most} kB", text.len());
    }
}
