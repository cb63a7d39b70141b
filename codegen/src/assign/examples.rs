//! The names of a document's examples, which are used for files and tests.
//!
//! It takes examples with their locations, and returns names that are valid in every file system. It never
//! reads the values.

use crate::assign::identifier::Identifier;
use crate::assign::models::ModelNames;
use crate::assign::operations::OperationNames;
use crate::ir::example::{Documented, ShownIn};
use crate::rust::names::{file, snake};
use crate::rust::scope::Names;

/// The maximum number of characters in a name.
const LONGEST: usize = 100;

/// The names of examples, in their order.
pub(crate) fn examples(
    documented: &[Documented],
    models: &[ModelNames],
    operations: &[OperationNames],
) -> Vec<Identifier> {
    let mut taken = Names::default();
    let names = documented.iter().map(|one| {
        let place = match &one.shown_in {
            ShownIn::Request(id) => format!("{}_request", operations[id.0].method),
            ShownIn::Response(id, status) => {
                format!("{}_{}", operations[id.0].method, status.to_lowercase())
            }
            ShownIn::Schema(id) => models[id.0].ty.to_string(),
        };
        let own = one.name.as_ref().map(|own| format!("_{own}")).unwrap_or_default();
        Identifier::new(taken.take(&file_name(&format!("{place}{own}")), "_"))
    });
    names.collect()
}

/// A name that is valid in every file system, in lower case, and not too long.
fn file_name(name: &str) -> String {
    let name: String = name.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let name: String = snake(&name).chars().take(LONGEST).collect();
    if name.is_empty() { "example".to_owned() } else { file(&name) }
}
