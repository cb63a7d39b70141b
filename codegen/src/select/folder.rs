//! The selection of a description in a folder: `selection.yaml`.

use std::collections::{BTreeSet, HashMap};

use crate::input::Selection;
use crate::openapi::folder::example_name::ExampleName;
use crate::openapi::source::Source;
use crate::report::Location;

/// The location of each selector, by its list and its index.
pub(crate) type Locations = HashMap<(&'static str, usize), Location>;

/// The content of a folder's `selection.yaml`; none if there is no such file.
pub(crate) fn selection(source: &Source) -> Option<(Selection, Locations)> {
    let table = source.selection.as_ref()?;
    let value = &table.value;
    let mut locations = HashMap::new();
    for (list, selectors) in [("only", &value.only), ("skip", &value.skip)] {
        for index in 0..selectors.len() {
            locations.insert((list, index), table.location(&format!("/{list}/{index}")));
        }
    }
    let (only, skip) = (value.only.clone(), value.skip.clone());
    Some((Selection { only, skip, all_components: value.all_components }, locations))
}

/// Drops the examples and errata of operations that are left out.
pub(crate) fn drop_tables(source: &mut Source, gone: &BTreeSet<&str>) {
    let is_gone =
        |file: &str| ExampleName::parse(file).is_some_and(|name| gone.contains(name.operation));
    source.examples.retain(|file, _| !is_gone(file));
    if let Some(table) = &mut source.example_table {
        table.value.examples.retain(|file, _| !is_gone(file));
    }
    if let Some(errata) = &mut source.errata {
        errata.value.retain_mut(|erratum| {
            let had_some = !erratum.operations.is_empty();
            erratum.operations.retain(|operation| !gone.contains(operation.as_str()));
            !(had_some && erratum.operations.is_empty())
        });
    }
}
