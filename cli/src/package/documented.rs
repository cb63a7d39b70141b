//! `examples/documented/`: the examples of the document, and a program that decodes them with the models.

use camino::Utf8PathBuf;

use super::input::Package;
use crate::target::MARK;

/// The folder in the crate.
pub(crate) const FOLDER: &str = "examples/documented";

/// The files in [`FOLDER`], which are made again each time: the program, and a file for each value. None if
/// the document has no examples.
pub(crate) fn files(package: &Package<'_>) -> Vec<(Utf8PathBuf, String)> {
    let examples = package.files.examples();
    if examples.is_empty() {
        return Vec::new();
    }
    let values = examples.iter().map(|one| (format!("{}.json", one.name).into(), one.json.clone()));
    std::iter::once(("main.rs".into(), program(package))).chain(values).collect()
}

fn program(package: &Package<'_>) -> String {
    let read = |example: &guestlist_codegen::Example| {
        format!("        read!({}, \"{}.json\"),\n", example.rust, example.name)
    };
    let reads: String = package.files.examples().iter().map(read).collect();
    let mut imports = vec!["use guestlist_runtime::{RoundTrip, round_trip};\n".to_owned()];
    if reads.contains("models::") {
        imports.push(format!("use {}::models;\n", package.module()));
    }
    imports.sort();
    let imports = imports.concat();
    let deprecated = match package.files.iter().any(|(_, code)| code.contains("#[deprecated]")) {
        true => "#![allow(deprecated, reason = \"what is deprecated is shown too\")]\n\n",
        false => "",
    };
    format!(
        "{MARK} from {file}. Do not edit.

//! Reads each value that the document shows with its model, and writes it again: what comes back
//! is what was there, unless the value is not what the document itself promises.

{deprecated}use std::process::ExitCode;

{imports}
/// Reads a file beside this one; `true` when nothing of it is lost.
macro_rules! read {{
    ($model:ty, $file:literal) => {{
        tell($file, &round_trip::<$model>(include_bytes!($file)))
    }};
}}

fn main() -> ExitCode {{
    #[rustfmt::skip]
    let all = [
{reads}    ];
    let same = all.iter().filter(|same| **same).count();
    println!(\"{{same}} of {{}} values are the same\", all.len());
    if same == all.len() {{ ExitCode::SUCCESS }} else {{ ExitCode::FAILURE }}
}}

fn tell(file: &str, found: &RoundTrip) -> bool {{
    println!(\"{{file}}: {{found}}\");
    *found == RoundTrip::Same
}}
",
        file = package.shown_file(),
    )
}
