//! The table of examples lists the files that exist, and no others.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::description::Description;
use crate::openapi::pointer::escape;
use crate::report::Location;

pub(crate) const CHECK: Check = Check {
    code: "unlisted-example",
    rule: "Each file in `examples/` has one row in `examples.yaml`, and each row a file and a page.",
    scope: Scope::House,
    run,
};

fn run(description: &Description<'_>, problems: &mut Problems<'_>) {
    let Some(table) = &description.source.example_table else { return };
    for (file, row) in &table.value.examples {
        let location = table.location(&format!("/examples/{}", escape(file)));
        if !description.source.examples.contains_key(file) {
            let message = format!("there is no file `examples/{file}`");
            problems.add_at(location.clone(), message, "add the file, or remove the row");
        }
        if !table.value.pages.contains_key(&row.page) {
            let help = "list the page under `pages`, with its title and url";
            problems.add_at(location, format!("there is no page `{}`", row.page), help);
        }
    }
    for file in
        description.source.examples.keys().filter(|file| !table.value.examples.contains_key(*file))
    {
        let path = description.source.root.join("examples").join(file);
        let location = Location { file: path, line: 1, column: 1 };
        let help = "add a row with the page that it is from, and the section of the page";
        problems.add_at(location, format!("`{file}` has no row in examples.yaml"), help);
    }
}
