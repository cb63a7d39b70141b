//! Plain progenitor: makes its code from a document, as its own command does.
//!
//! Usage: `plain-progenitor DOCUMENT OUT.rs`.

use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: plain-progenitor DOCUMENT OUT.rs";
    let document = arguments.next().ok_or(usage)?;
    let out = arguments.next().ok_or(usage)?;
    let text = fs::read_to_string(&document)?;
    let document: openapiv3::OpenAPI = match document.ends_with(".json") {
        true => serde_json::from_str(&text)?,
        false => serde_yaml::from_str(&text)?,
    };
    let mut generator = progenitor_impl::Generator::default();
    let tokens = generator.generate_tokens(&document)?;
    fs::write(out, prettyplease::unparse(&syn::parse2(tokens)?))?;
    Ok(())
}
