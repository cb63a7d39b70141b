//! The table of examples and the files are the same.

use crate::check::rule::{Check, Problems, Scope};
use crate::openapi::pointer::escape;
use crate::openapi::view::View;
use crate::report::Place;

pub(crate) const CHECK: Check = Check {
    code: "unlisted-example",
    rule: "Each file in `examples/` has one row in `examples.yaml`, and each row a file and a page.",
    scope: Scope::House,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    let Some(table) = &view.source.example_table else { return };
    for (file, row) in &table.value.examples {
        let place = table.place(&format!("/examples/{}", escape(file)));
        if !view.source.examples.contains_key(file) {
            let message = format!("there is no file `examples/{file}`");
            problems.add_at(place.clone(), message, "put the example there, or take the row out");
        }
        if !table.value.pages.contains_key(&row.page) {
            let help = "list the page under `pages`, with its title and url";
            problems.add_at(place, format!("there is no page `{}`", row.page), help);
        }
    }
    for file in view.source.examples.keys().filter(|file| !table.value.examples.contains_key(*file))
    {
        let path = view.source.folder.join("examples").join(file);
        let place = Place { file: path, line: 1, column: 1 };
        let help = "add a row that says which page it is from, and where it stands there";
        problems.add_at(place, format!("`{file}` has no row in examples.yaml"), help);
    }
}
