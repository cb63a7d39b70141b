//! The files of the wire code: one for each model, or a few for all models if there are too many to review.
//!
//! It sorts the code of the models into paths and contents. The name alone decides the file, so that an added
//! or changed schema touches one file.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::model::Models;
use crate::hash::hash;
use crate::rust::layout::layout;

/// The most models that each have a file of their own. Writing a folder of a thousand files takes longer than
/// generating their code.
const REVIEWED: usize = 250;

/// The number of files for more models than that. Another number would move all code.
const FILES: u64 = 64;

/// The files, by their paths.
pub(crate) fn files(models: &Models) -> Vec<(String, String)> {
    let all = models.0.iter().map(|model| (model.module.to_string(), model.wire.as_str()));
    if models.0.len() <= REVIEWED {
        let names = models.0.iter().map(|model| model.module.to_string());
        let root = ("wire.rs".to_owned(), layout(modules(names)));
        let own = all.map(|(name, code)| (format!("wire/{name}.rs"), code.to_owned()));
        return std::iter::once(root).chain(own).collect();
    }
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    for (name, code) in all {
        let group = groups.entry(group(&name)).or_default();
        let gap = if group.is_empty() { "" } else { "\n" };
        group.push_str(&format!("{gap}mod {name} {{\n{code}}}\n"));
    }
    let modules = modules(groups.keys().cloned());
    // The code of a model names the models as if it were one level further out.
    let root = layout(quote!(use super::models; #modules));
    let groups = groups.into_iter().map(|(name, code)| (format!("wire/{name}.rs"), code));
    std::iter::once(("wire.rs".to_owned(), root)).chain(groups).collect()
}

/// The module for a model, by a hash of its name: names of an API begin alike, so first letters would result
/// in few, large files.
fn group(name: &str) -> String {
    format!("part_{:02}", hash(name.bytes()) % FILES)
}

fn modules(names: impl Iterator<Item = String>) -> TokenStream {
    let names = names.map(|name| format_ident!("{name}"));
    quote!(#(mod #names;)*)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::identifier::Identifier;
    use crate::emit::model::Emitted;
    use crate::rust::names::file;

    fn models(names: &[String]) -> Models {
        let emitted = |name: &String| {
            let wire = format!("use super::super::models::{name};\n");
            let module = Identifier::new(file(name));
            let name = Identifier::new(name.clone());
            Emitted { name, module, model: String::new(), wire }
        };
        Models(names.iter().map(emitted).collect())
    }

    #[test]
    fn few_models_have_a_file_each() {
        let found = files(&models(&["Pet".to_owned(), "PetShop".to_owned()]));
        let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["wire.rs", "wire/pet.rs", "wire/pet_shop.rs"]);
        assert_eq!(found[0].1, "mod pet;\nmod pet_shop;\n");
    }

    #[test]
    fn one_model_more_among_many_touches_one_file() {
        let mut names: Vec<String> = (0..=REVIEWED).map(|n| format!("Model{n}")).collect();
        let before = files(&models(&names));
        names.insert(100, "GuestList".to_owned());
        let after = files(&models(&names));
        let changed: Vec<&str> = after
            .iter()
            .filter(|file| !before.contains(file))
            .map(|(path, _)| path.as_str())
            .collect();
        assert_eq!(changed, ["wire/part_12.rs"]);
        for (path, code) in &after {
            syn::parse_file(code).unwrap_or_else(|error| panic!("{path}: {error}\n{code}"));
        }
        assert_eq!(after.len(), 1 + FILES as usize);
    }
}
