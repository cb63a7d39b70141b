//! `README.md`.

use guestlist_codegen::{Stream, StreamCall, code, inline};

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
    let streams = streams(&package.about().streams);
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

{streams}{documented}`cargo doc --open` tells of credentials, errors, retries and tests.

`guestlist generate` makes `src/generated/` and `examples/documented/` from {file}: run it again in this
folder when the document changes, and `guestlist generate --check` where CI should notice. What it was asked
for stands in `Cargo.toml`, under `[package.metadata.guestlist]`.{runtime} All other files are yours, and stay
as they are.
"
    )
}

/// The section about reading streams, if there are any.
fn streams(calls: &[StreamCall]) -> String {
    if calls.is_empty() {
        return String::new();
    }
    let examples = calls.iter().map(stream_code).collect::<Vec<_>>().join("\n");
    format!(
        "What need not fit into memory is read while it arrives:

```rust,ignore
{examples}```

"
    )
}

fn stream_code(StreamCall { stream, call }: &StreamCall) -> String {
    let (what, all, item, is_sent, shown) = match stream {
        Stream::Events => ("events", "events", "event", true, "println!(\"{:?}\", event?.data);"),
        Stream::Lines => {
            ("items, such as one a line", "items", "item", true, "println!(\"{:?}\", item?);")
        }
        Stream::Bytes => {
            ("a body of any length", "body", "piece", true, "file.write_all(&piece?)?;")
        }
        Stream::Pages => {
            ("a list, page by page", "list", "item", false, "println!(\"{:?}\", item?);")
        }
    };
    let sent = if is_sent { ".await?.into_inner()" } else { "" };
    format!(
        "// {what}
let mut {all} = {call}{sent};
while let Some({item}) = {all}.next().await {{
    {shown}
}}
"
    )
}
