//! The text of the program that decodes and encodes.
//!
//! In go versions and types, out comes the code of the program: a module for each version, and a table of
//! functions, one for each type. Versions with the same code are one module.

use std::fmt::Write as _;

use guestlist_codegen::{Files, hash};

/// A program.
#[derive(Default)]
pub struct Program {
    modules: Vec<Module>,
}

/// The code of a version.
struct Module {
    hash: u64,
    files: Files,
    types: Vec<String>,
    /// The versions that have this code.
    titles: Vec<String>,
}

/// A type of a version, by where it is in the tables.
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
        self.modules.push(Module { hash, files: files.clone(), types: Vec::new(), titles });
        self.modules.len() - 1
    }

    /// The versions whose code an error of the compiler is about; the program where it is about none.
    pub fn blamed(&self, error: &str) -> String {
        let mut modules = self.modules.iter().enumerate();
        let blamed = modules.find(|(at, _)| error.contains(&format!("src/v{at}/")));
        blamed.map_or_else(|| "the program".to_owned(), |(_, one)| one.titles.join(" and "))
    }

    /// Adds a type of a version.
    pub(super) fn add(&mut self, module: usize, ty: &str) -> TypeId {
        let types = &mut self.modules[module].types;
        let index = types.iter().position(|known| known == ty).unwrap_or_else(|| {
            types.push(ty.to_owned());
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
                "mod t{at} {{\n    use crate::v{at}::models;\n    use crate::{{Trip, trip}};\n\n    \
                 pub(super) const TRIPS: &[Trip] = &[\n",
            );
            for ty in &module.types {
                _ = writeln!(tables, "        trip::<{ty}>,");
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
