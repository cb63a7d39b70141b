//! The code that two other generators make from a description in YAML.

use std::error::Error;

use openapi_to_rust::{CodeGenerator, GeneratorConfig, SchemaAnalyzer};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The one file of progenitor.
pub fn progenitor(description: &str) -> Result<String> {
    let document: openapiv3::OpenAPI = serde_yaml::from_str(description)?;
    let code = progenitor_impl::Generator::default().generate_tokens(&document)?;
    Ok(prettyplease::unparse(&syn::parse2(code)?))
}

/// A file of openapi-to-rust: its models, `types.rs`, or its client, `client.rs`.
pub fn openapi_to_rust(description: &str, file: &str) -> Result<String> {
    let document: serde_json::Value = serde_yaml::from_str(description)?;
    let mut analysis = SchemaAnalyzer::new(document)?.analyze()?;
    // As its command has it.
    let config = GeneratorConfig { tracing_enabled: false, ..GeneratorConfig::default() };
    let made = CodeGenerator::new(config).generate_all(&mut analysis)?;
    let found = made.files.into_iter().find(|made| made.path.ends_with(file));
    Ok(found.ok_or(format!("openapi-to-rust made no {file}"))?.content)
}
