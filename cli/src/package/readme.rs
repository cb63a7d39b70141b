//! `README.md`.

use guestlist_codegen::{code, inline};

use super::example;
use super::input::Package;
use crate::target::{BESIDE, Dependency};

pub(super) fn text(package: &Package<'_>) -> String {
    let (name, file) = (package.name, code(package.file));
    let title = inline(package.title().trim_end_matches('.'));
    let program = example::code(package);
    let reads = match example::variables(package).as_slice() {
        [] => String::new(),
        names => format!(" It reads {}.", example::in_code(names)),
    };
    let documented = match package.files.examples().is_empty() {
        true => "",
        false => {
            "`cargo run --example documented` reads what the document shows with the models, and tells what is
not the same when it is written again.

"
        }
    };
    let runtime = match &package.target.runtime {
        Dependency::Folder { path, .. } if path == BESIDE => {
            " `runtime/` is a copy of what the code stands on,
which is renewed too unless you have edited it."
        }
        _ => "",
    };
    format!(
        "# {name}

A client of {title}, made from its OpenAPI document by
[Guestlist](https://github.com/guestlist-rs/guestlist). Its models lose nothing that the server
says.

```rust,no_run
{program}```

The same is `cargo run --example first_call`.{reads}

{documented}`cargo doc --open` tells of credentials, errors, retries and tests.

`guestlist generate` makes `src/generated/` and `examples/documented/` from {file}: run it again in this
folder when the document changes, and `guestlist generate --check` where CI should notice. What it was asked
for stands in `Cargo.toml`, under `[package.metadata.guestlist]`.{runtime} All other files are yours, and stay
as they are.
"
    )
}
