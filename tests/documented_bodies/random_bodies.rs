//! Random bodies through every model: each is decoded without loss, or refused at a path that exists in the
//! body, and never causes a panic.

mod made;
mod models;

use guestlist::execution::mutations::tree::{Step, Tree, written};
use guestlist_runtime::DecodeError;
use guestlist_tests::fuzz::{Input, Suite, run};

fn fault(input: &Input) -> Option<String> {
    let read = models::reader(&input.label)?;
    match read(&input.bytes) {
        Ok(encoded) if is_respelled(input, &encoded) => None,
        Ok(encoded) => fault_of_model(&input.bytes, &encoded, || read(&encoded)),
        Err(error) => fault_of_error(&input.bytes, &error),
    }
}

/// Enums of numbers keep the value of a number that they list, and not its spelling: ARCHITECTURE says so.
const ENUMS_OF_NUMBERS: [&str; 4] = [
    "constructs.Mixed.json",
    "constructs.Priority.json",
    "constructs.Ratio.json",
    "constructs.Switched.json",
];

/// Whether a number by itself is one that an enum lists, in another spelling.
fn is_respelled(input: &Input, encoded: &[u8]) -> bool {
    let number = |json: &[u8]| serde_json::from_slice::<f64>(json).ok();
    let (before, after) = (number(&input.bytes), number(encoded));
    ENUMS_OF_NUMBERS.contains(&input.label.as_str()) && before.is_some() && before == after
}

/// A body that was decoded is encoded to the same JSON, and that to the same bytes.
fn fault_of_model(
    body: &[u8],
    encoded: &[u8],
    again: impl FnOnce() -> Result<Vec<u8>, DecodeError>,
) -> Option<String> {
    let text = String::from_utf8_lossy(encoded);
    // A body that the test cannot read has numbers that only text can hold.
    if let Some(before) = Tree::parse(body) {
        let after = Tree::parse(encoded).map(|after| after.ordered());
        if after != Some(before.ordered()) {
            return Some(format!("it is lossy: encoded as {text}"));
        }
    }
    match again() {
        Ok(twice) if twice == encoded => None,
        Ok(twice) => {
            Some(format!("encoded as {text}, and then as {}", String::from_utf8_lossy(&twice)))
        }
        Err(error) => Some(format!("encoded as {text}, and then refused: {error}")),
    }
}

/// A body that does not fit is refused at a path that it has, or that one of its objects lacks.
fn fault_of_error(body: &[u8], error: &DecodeError) -> Option<String> {
    let tree = Tree::parse(body)?;
    let path = error.path();
    let is_there = tree.paths().iter().any(|place| {
        let here = written(place);
        here == path || (is_object(&tree, place) && is_property(path, &here))
    });
    (!is_there).then(|| format!("the body has no path {path:?}: {error}"))
}

fn is_object(tree: &Tree, place: &[Step]) -> bool {
    matches!(tree.at(place), Some(Tree::Object(_)))
}

/// Whether a path is that of a property of what stands at another one.
fn is_property(path: &str, of: &str) -> bool {
    let rest = path.strip_prefix(of);
    let rest =
        rest.map(|rest| if of.is_empty() { rest } else { rest.strip_prefix('.').unwrap_or("") });
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(['.', '[']))
}

#[test]
fn no_body_that_chance_makes_is_lost_or_refused_elsewhere() {
    run(Suite {
        failures: "tests/documented_bodies/random_bodies/failures",
        count: 20_000,
        make: made::make,
        fault,
    });
}

#[test]
fn every_model_is_tried() {
    for package in models::PACKAGES {
        let folder = guestlist_tests::catalogue::root().join("tests").join(package);
        let text = std::fs::read_to_string(folder.join("src/generated/models.rs")).unwrap();
        let exported =
            text.lines().filter_map(|line| line.strip_prefix("pub use ")?.split("::").nth(1));
        let exported: Vec<&str> = exported.map(|name| name.trim_end_matches(';')).collect();
        assert!(exported.len() > 3, "{text}");
        for name in exported {
            let label = format!("{package}.{name}.json");
            assert!(models::reader(&label).is_some(), "{label} is not tried");
        }
    }
}
