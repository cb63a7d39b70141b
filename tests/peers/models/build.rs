//! The code of two generators for three of our descriptions. DatoCMS's has a media type that
//! progenitor refuses, and no body in the benches.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../spec");
    let out = env::var("OUT_DIR")?;
    for name in ["datadog/v1", "datadog/v2", "datatrails"] {
        let file = spec.join(name).join("openapi.yaml");
        println!("cargo::rerun-if-changed={}", file.display());
        let description = fs::read_to_string(&file)?;
        let module = name.replace('/', "_");
        let put = |generator: &str, code: &str| {
            fs::write(Path::new(&out).join(format!("{generator}_{module}.rs")), code)
        };
        put("progenitor", &generators::progenitor(&description)?)?;
        // Without the attributes of the file, which cannot be included.
        let models = generators::openapi_to_rust(&description, "types.rs")?;
        let inner = |line: &&str| line.starts_with("//!") || line.starts_with("#![");
        let lines: Vec<&str> = models.lines().skip_while(inner).collect();
        put("openapi_to_rust", &lines.join("\n"))?;
    }
    Ok(())
}
