//! The text of the program that decodes and encodes.
//!
//! The program has a module for each version, and a table with a function for each type. Versions with the
//! same code share one module.

use std::fmt::Write as _;

use guestlist_codegen::{Credential, Files, Signature, hash};

/// A program.
#[derive(Default)]
pub struct Program {
    modules: Vec<Module>,
}

/// The code of a version.
struct Module {
    hash: u64,
    files: Files,
    /// The expressions that process a text.
    types: Vec<String>,
    /// Whether one of the expressions makes a call.
    has_calls: bool,
    /// The versions with this code.
    titles: Vec<String>,
}

/// A type of a version, by its position in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TypeId {
    pub(super) module: usize,
    pub(super) index: usize,
}

impl Program {
    /// Whether there is nothing to run.
    pub fn is_empty(&self) -> bool {
        self.modules.iter().all(|one| one.types.is_empty())
    }

    /// Adds the code of a version, and returns its number.
    pub(super) fn module(&mut self, files: &Files, title: String) -> usize {
        let bytes = files.iter().flat_map(|(path, code)| path.as_str().bytes().chain(code.bytes()));
        let hash = hash(bytes);
        if let Some(known) = self.modules.iter().position(|one| one.hash == hash) {
            self.modules[known].titles.push(title);
            return known;
        }
        let titles = vec![title];
        self.modules.push(Module {
            hash,
            files: files.clone(),
            types: Vec::new(),
            has_calls: false,
            titles,
        });
        self.modules.len() - 1
    }

    /// The versions whose code a compiler error is about; the program itself if there are none.
    pub fn blamed(&self, error: &str) -> String {
        let mut modules = self.modules.iter().enumerate();
        let blamed = modules.find(|(at, _)| error.contains(&format!("src/v{at}/")));
        blamed.map_or_else(|| "the program".to_owned(), |(_, one)| one.titles.join(" and "))
    }

    /// Adds a type of a version.
    pub(super) fn add(&mut self, module: usize, ty: &str) -> TypeId {
        self.expression(module, format!("trip::<{ty}>"))
    }

    /// Adds a call of a version.
    pub(super) fn add_call(&mut self, module: usize, files: &Files, one: &Signature) -> TypeId {
        self.modules[module].has_calls = true;
        self.expression(module, call(files, one))
    }

    fn expression(&mut self, module: usize, expression: String) -> TypeId {
        let types = &mut self.modules[module].types;
        let index = types.iter().position(|known| *known == expression).unwrap_or_else(|| {
            types.push(expression);
            types.len() - 1
        });
        TypeId { module, index }
    }

    /// The files of the program by their path in `src`.
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let mut main = format!("{}\n", include_str!("program/main.rs.in"));
        let mut tables = String::new();
        let mut files = Vec::new();
        for (at, module) in self.modules.iter().enumerate() {
            if module.types.is_empty() {
                continue;
            }
            _ = writeln!(main, "mod v{at};");
            _ = write!(
                tables,
                "mod t{at} {{\n    use crate::v{at}::models;\n    use crate::{{Trip, body, call, sample, trip}};\n\n    \
                 pub(super) const TRIPS: &[Trip] = &[\n",
            );
            if module.has_calls {
                tables = tables.replacen(
                    &format!("crate::v{at}::models;"),
                    &format!("crate::v{at}::{{Client, models}};"),
                    1,
                );
            }
            for expression in &module.types {
                _ = writeln!(tables, "        {expression},");
            }
            tables += "    ];\n}\n\n";
            for (path, code) in module.files.iter() {
                files.push((format!("v{at}/{path}"), code.to_owned()));
            }
        }
        let rows = self.modules.iter().enumerate().map(|(at, module)| match module.types.len() {
            0 => "    &[],\n".to_owned(),
            _ => format!("    t{at}::TRIPS,\n"),
        });
        let rows: String = rows.collect();
        main += &format!("\n{tables}const TABLES: &[&[Trip]] = &[\n{rows}];\n");
        files.push(("main.rs".to_owned(), main));
        files
    }
}

/// The expression of a call: with a body if the text is one, and with the same arguments in each version.
fn call(files: &Files, signature: &Signature) -> String {
    let Signature { method, arguments, body, .. } = signature;
    let about = files.about();
    let credentials: String = about.credentials.iter().map(credential).collect();
    let base_url = match about.base_url.contains("://") {
        true => "",
        false => ".base_url(\"https://server.invalid\")",
    };
    let mut text = format!(
        "|text| call(text, |heard, text| Box::pin(async move {{\n            \
         let client = Client::builder(){credentials}{base_url}.retry(guestlist_runtime::Retry::never());\n            \
         let client = client.transport(heard).build().map_err(|error| error.to_string())?;\n            \
         let mut call = client.{method}();\n"
    );
    for one in arguments {
        _ = writeln!(
            text,
            "            if let Some(value) = sample::<{0}>() {{ call = call.{1}::<{0}>(value); }}",
            one.rust, one.method
        );
    }
    if let Some(ty) = body {
        _ = writeln!(
            text,
            "            if let Some(value) = body::<{ty}>(&text)? {{ call = call.body::<{ty}>(value); }}"
        );
    }
    text + "            call.send().await.map(drop).map_err(|error| error.to_string())\n        }))"
}

/// A credential for a builder: a text that names it.
fn credential(credential: &Credential) -> String {
    let values = credential.arguments.iter().map(|argument| format!("\"{argument}\""));
    format!(".{}({})", credential.method, values.collect::<Vec<_>>().join(", "))
}
