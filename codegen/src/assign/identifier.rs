//! A Rust identifier.
//!
//! It takes a string that a naming rule has made, and returns tokens. It never changes the string.

use std::fmt;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident};

use crate::rust::scope::{Names, free};

/// A name in generated code: an identifier where it is quoted, and a string everywhere else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Identifier(String);

impl Identifier {
    pub(crate) fn new(name: String) -> Self {
        Self(name)
    }

    /// The name if it is not taken, or else with the first number that makes it unique.
    pub(crate) fn free(name: &str, taken: &mut Names) -> Self {
        Self(free(name, taken))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Identifier {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        format_ident!("{}", self.0).to_tokens(tokens);
    }
}
