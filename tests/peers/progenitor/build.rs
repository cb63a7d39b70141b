//! Plain progenitor's code of three of our descriptions. DatoCMS's has a media type that it refuses.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../spec");
    for name in ["datadog/v1", "datadog/v2", "datatrails"] {
        let file = spec.join(name).join("openapi.yaml");
        println!("cargo::rerun-if-changed={}", file.display());
        let document: openapiv3::OpenAPI = serde_yaml::from_str(&fs::read_to_string(&file)?)?;
        let code = progenitor_impl::Generator::default().generate_tokens(&document)?;
        let code = prettyplease::unparse(&syn::parse2(code)?);
        let out = Path::new(&env::var("OUT_DIR")?).join(format!("{}.rs", name.replace('/', "_")));
        fs::write(out, code)?;
    }
    Ok(())
}
