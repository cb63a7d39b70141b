//! The parameters of a path move to each of its operations.

use crate::lower::draft::Draft;
use crate::lower::pass::Pass;
use crate::openapi::document::operation::Parameter;

pub(crate) const PASS: Pass = Pass {
    name: "move_path_parameters",
    does: "moves the parameters of a path into its operations, whose own parameters take precedence",
    run,
};

fn run(draft: &mut Draft) {
    for item in draft.document.paths.0.values_mut() {
        let shared = std::mem::take(&mut item.parameters);
        for operation in item.operations.values_mut().filter(|_| !shared.is_empty()) {
            let own = std::mem::take(&mut operation.parameters);
            let is_own = |one: &&Parameter| own.iter().any(|other| key(other) == key(one));
            let inherited = shared.iter().filter(|one| !is_own(one)).cloned();
            operation.parameters = inherited.chain(own.iter().cloned()).collect();
        }
    }
}

/// The identity of a parameter.
fn key(parameter: &Parameter) -> (&str, &str) {
    (&parameter.name, &parameter.location)
}
