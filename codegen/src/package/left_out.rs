//! The section of a front page that names the operations that were left out.

use crate::rust::docs::inlines::code;
use crate::select::LeftOut;

/// The section, in Markdown.
pub(crate) fn page(left_out: &LeftOut, made: usize) -> String {
    let all = made + left_out.operations.len();
    let mut lines = vec![
        "# Operations that are left out".to_owned(),
        String::new(),
        format!("This crate has {made} of the {all} operations of the document. The others are:"),
        String::new(),
    ];
    for operation in &left_out.operations {
        let route = code(&format!("{} {}", operation.method, operation.path));
        lines.push(match &operation.id {
            Some(id) => format!("- {route}, {}", code(id)),
            None => format!("- {route}"),
        });
    }
    if left_out.operations.is_empty() {
        lines.truncate(2);
        lines.push("None: this crate has all operations of the document.".to_owned());
    }
    lines.join("\n") + "\n"
}
