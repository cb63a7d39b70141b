//! The names that code may have to import.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{Expr, Item, Path, visit};

/// The first names of paths, and the names of types, traits and functions: everything that an import can
/// provide. A name without a path may be a local variable, and is not included.
pub(crate) fn mentions(items: &[Item]) -> BTreeSet<String> {
    let mut mentions = Mentions::default();
    items.iter().for_each(|item| mentions.visit_item(item));
    mentions.0
}

#[derive(Default)]
struct Mentions(BTreeSet<String>);

impl Mentions {
    fn note(&mut self, path: &Path) {
        if let Some(first) = path.segments.first() {
            self.0.insert(first.ident.to_string());
        }
    }

    fn note_all(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    self.0.insert(name.to_string());
                }
                TokenTree::Group(group) => self.note_all(group.stream()),
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_path(&mut self, path: &'ast Path) {
        if path.segments.len() > 1 {
            self.note(path);
        }
        visit::visit_path(self, path);
    }

    fn visit_type_path(&mut self, ty: &'ast syn::TypePath) {
        self.note(&ty.path);
        visit::visit_type_path(self, ty);
    }

    fn visit_trait_bound(&mut self, bound: &'ast syn::TraitBound) {
        self.note(&bound.path);
        visit::visit_trait_bound(self, bound);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if let Some((path, _)) = &item.trait_ {
            self.note(path);
        }
        visit::visit_item_impl(self, item);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let Expr::Path(function) = &*call.func {
            self.note(&function.path);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_struct(&mut self, expression: &'ast syn::ExprStruct) {
        self.note(&expression.path);
        visit::visit_expr_struct(self, expression);
    }

    fn visit_pat_struct(&mut self, pattern: &'ast syn::PatStruct) {
        self.note(&pattern.path);
        visit::visit_pat_struct(self, pattern);
    }

    fn visit_macro(&mut self, code: &'ast syn::Macro) {
        self.note_all(code.tokens.clone());
    }

    /// Attributes, such as documentation, mention no names.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}
