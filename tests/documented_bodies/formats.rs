//! Models work with every serde format: each documented body comes back the same through `serde_json`, CBOR
//! and YAML.

use guestlist::execution::mutations::tree::Tree;
use guestlist_tests::bodies::read;
use guestlist_tests::catalogue::{Example, examples};

fn faults(example: &Example) -> Vec<String> {
    let read = read(example.api, &example.operation, example.message, &example.bytes);
    // Those that are refused are not what the description says.
    let Ok(decoded) = read else { return Vec::new() };
    let before = Tree::parse(&decoded.json).map(|tree| tree.ordered());
    let found = decoded.through_formats().into_iter().filter_map(|(format, after)| match after {
        Ok(json) if Tree::parse(&json).map(|tree| tree.ordered()) == before => None,
        Ok(json) => Some(format!("{format}: {}", String::from_utf8_lossy(&json))),
        Err(error) => Some(format!("{format}: {error}")),
    });
    found.map(|fault| format!("{}: {fault}", example.title())).collect()
}

#[test]
fn a_model_comes_back_the_same_through_other_formats() {
    let faults: Vec<String> = examples().iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
