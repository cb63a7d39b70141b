//! The code of two generators for three of our descriptions. DatoCMS's has a media type that
//! progenitor refuses, and no body in the benches.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use openapi_to_rust::{CodeGenerator, GeneratorConfig, SchemaAnalyzer};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../spec");
    let out = env::var("OUT_DIR")?;
    for name in ["datadog/v1", "datadog/v2", "datatrails"] {
        let file = spec.join(name).join("openapi.yaml");
        println!("cargo::rerun-if-changed={}", file.display());
        let description = fs::read_to_string(&file)?;
        let module = name.replace('/', "_");
        let put = |generator: &str, code: String| {
            fs::write(Path::new(&out).join(format!("{generator}_{module}.rs")), code)
        };
        put("progenitor", progenitor(&description)?)?;
        put("openapi_to_rust", openapi_to_rust(&description)?)?;
    }
    Ok(())
}

fn progenitor(description: &str) -> Result<String> {
    let document: openapiv3::OpenAPI = serde_yaml::from_str(description)?;
    let code = progenitor_impl::Generator::default().generate_tokens(&document)?;
    Ok(prettyplease::unparse(&syn::parse2(code)?))
}

/// The models alone, without the attributes of the file, which cannot be included.
fn openapi_to_rust(description: &str) -> Result<String> {
    let document: serde_json::Value = serde_yaml::from_str(description)?;
    let mut analysis = SchemaAnalyzer::new(document)?.analyze()?;
    let config = GeneratorConfig { enable_async_client: false, ..GeneratorConfig::default() };
    let made = CodeGenerator::new(config).generate_all(&mut analysis)?;
    let mut models = made.files.iter().filter(|file| file.path.ends_with("types.rs"));
    let lines = models.next().ok_or("openapi-to-rust made no models")?.content.lines();
    let inner = |line: &&str| line.starts_with("//!") || line.starts_with("#![");
    Ok(lines.skip_while(inner).collect::<Vec<_>>().join("\n"))
}
