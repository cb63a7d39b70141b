//! Modules use only modules on lower floors, and there are no cycles.
//!
//! The test reads the paths in `use` declarations, expressions and types, but not in macros and tests:
//! generated code has floors of its own, and a test may use what it tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use camino::Utf8Path;
use syn::visit::{Visit, visit_item_mod};

use crate::workspace::real_root;

/// A crate with its rooms from the ground up: a room uses only rooms before it.
struct House {
    sources: &'static str,
    rooms: &'static [&'static str],
}

const HOUSES: [House; 4] = [
    House {
        sources: "codegen/src",
        rooms: &[
            "report", "graph", "hash", "progress", "input", "rust", "openapi", "check", "select",
            "partial", "ir", "lower", "assign", "emit", "package", "pipeline", "diff", "codes",
        ],
    },
    House { sources: "crates/runtime/src", rooms: &["ground", "value", "json", "http"] },
    House {
        sources: "cli/src",
        rooms: &[
            "outcome",
            "shell",
            "progress",
            "report",
            "write",
            "manifest",
            "paths",
            "crate_name",
            "arguments",
            "choices",
            "document",
            "runtime",
            "target",
            "package",
            "generate",
            "explain",
            "overlay",
            "execution",
            "diff",
            "pages",
        ],
    },
    House {
        sources: "xtask/src",
        rooms: &[
            "tree",
            "steps",
            "corpus",
            "deny",
            "edits",
            "explain",
            "fuzz",
            "lint",
            "mutants",
            "peers",
            "regenerate",
            "review",
            "test",
        ],
    },
];

/// The names of a module and of those around it, from the root.
type Module = Vec<String>;

/// The modules that each module uses.
type Uses = BTreeMap<Module, BTreeSet<Module>>;

#[test]
fn no_module_uses_a_room_above_it() {
    let mut wrong = Vec::new();
    for House { sources, rooms } in &HOUSES {
        let floor = |module: &Module| rooms.iter().position(|room| Some(*room) == name(module));
        for (module, used) in uses(sources) {
            let Some(own) = floor(&module) else {
                if !matches!(name(&module), None | Some("main")) {
                    wrong.push(format!("{sources}: `{}` has no floor", module.join("::")));
                }
                continue;
            };
            for other in used.iter().filter(|other| floor(other).is_none_or(|floor| floor > own)) {
                wrong.push(format!("{sources}: `{}` uses `{}`", module.join("::"), show(other)));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_modules_use_each_other() {
    let mut wrong = Vec::new();
    for House { sources, .. } in &HOUSES {
        let uses = uses(sources);
        let below: BTreeMap<_, _> = uses.keys().map(|one| (one, reached(&uses, one))).collect();
        for (module, used) in &uses {
            for other in used.iter().filter(|other| below[other].contains(module)) {
                wrong.push(format!("{sources}: `{}` uses `{}`", show(module), show(other)));
            }
        }
    }
    assert!(wrong.is_empty(), "these stand in circles:\n{}", wrong.join("\n"));
}

/// The room that a module stands in; none for the root of the crate.
fn name(module: &Module) -> Option<&str> {
    module.first().map(String::as_str)
}

fn show(module: &Module) -> String {
    if module.is_empty() { "crate".to_owned() } else { module.join("::") }
}

/// All modules that a module uses, and that those use.
fn reached(uses: &Uses, module: &Module) -> BTreeSet<Module> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![module]);
    while let Some(next) = open.pop() {
        open.extend(uses[next].iter().filter(|other| reached.insert((*other).clone())));
    }
    reached
}

/// Which modules use which, of the files of a crate.
fn uses(sources: &str) -> Uses {
    let folder = real_root().join(sources);
    let mut files = BTreeMap::new();
    let root = ["lib.rs", "main.rs"].map(|file| folder.join(file));
    let root = root.iter().find(|file| file.exists()).unwrap();
    read(root, &folder, Vec::new(), &mut files);
    let modules: BTreeSet<Module> = files.keys().cloned().collect();
    files
        .into_iter()
        .map(|(module, file)| {
            let mut found = Paths { module: &module, modules: &modules, used: BTreeSet::new() };
            found.visit_file(&file);
            let used = found.used;
            (module, used)
        })
        .collect()
}

/// Reads a module's file and those of the modules in it, tests aside.
fn read(
    file: &Utf8Path,
    folder: &Utf8Path,
    module: Module,
    files: &mut BTreeMap<Module, syn::File>,
) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let parsed = syn::parse_file(&text).unwrap();
    for item in &parsed.items {
        if let syn::Item::Mod(inner) = item
            && inner.content.is_none()
            && !is_test(&inner.attrs)
        {
            let name = inner.ident.to_string();
            let path = folder.join(name.trim_start_matches("r#"));
            let below = [module.as_slice(), &[name]].concat();
            read(&path.with_extension("rs"), &path, below, files);
        }
    }
    files.insert(module, parsed);
}

/// Whether an item is compiled in tests alone.
pub(crate) fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let tests = |list: &syn::MetaList| {
            let text = list.tokens.to_string();
            list.path.is_ident("cfg") && (text == "test" || text == "doctest")
        };
        matches!(&attribute.meta, syn::Meta::List(list) if tests(list))
    })
}

/// Finds the modules that the paths of a file lead to.
struct Paths<'a> {
    module: &'a Module,
    modules: &'a BTreeSet<Module>,
    used: BTreeSet<Module>,
}

impl Paths<'_> {
    /// Adds the module that a path of this crate leads into.
    fn add(&mut self, path: &[String]) {
        let mut at = self.module.clone();
        let mut rest = path.iter();
        match path.first().map(String::as_str) {
            Some("crate") => at.clear(),
            Some("self") => {}
            Some("super") => {
                at.pop();
            }
            Some(first) if self.is_child(first) => at.push(first.to_owned()),
            _ => return,
        }
        rest.next();
        for name in rest {
            match name.as_str() {
                "super" => {
                    at.pop();
                }
                _ if self
                    .modules
                    .contains(&[at.as_slice(), std::slice::from_ref(name)].concat()) =>
                {
                    at.push(name.clone());
                }
                _ => break,
            }
        }
        if at != *self.module {
            self.used.insert(at);
        }
    }

    fn is_child(&self, name: &str) -> bool {
        self.modules.contains(&[self.module.as_slice(), &[name.to_owned()]].concat())
    }

    fn add_tree(&mut self, tree: &syn::UseTree, before: &[String]) {
        match tree {
            syn::UseTree::Path(path) => {
                self.add_tree(&path.tree, &[before, &[path.ident.to_string()]].concat());
            }
            syn::UseTree::Name(name) => self.add(&[before, &[name.ident.to_string()]].concat()),
            syn::UseTree::Rename(name) => self.add(&[before, &[name.ident.to_string()]].concat()),
            syn::UseTree::Glob(_) => self.add(before),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.add_tree(tree, before));
            }
        }
    }
}

impl Visit<'_> for Paths<'_> {
    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        self.add_tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &syn::Path) {
        // An item of the module itself may have the name of one of its modules.
        if path.segments.len() > 1 {
            let names: Vec<String> =
                path.segments.iter().map(|one| one.ident.to_string()).collect();
            self.add(&names);
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &syn::ItemMod) {
        // Paths of a module within the file begin one module further in; none has any but a test.
        if !is_test(&item.attrs) {
            visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &syn::ItemFn) {
        if !is_test(&item.attrs) {
            syn::visit::visit_item_fn(self, item);
        }
    }
}
