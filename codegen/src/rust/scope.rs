//! Scopes of names in generated code, and the names that are taken in each.
//!
//! A scope is a place in generated code where each name must be unique: the fields of a struct, the methods
//! of the client. Only this module knows which names the generated code itself uses there; checks query it,
//! and naming starts from it.

use std::collections::{HashMap, HashSet};

use crate::rust::formats::STRING_FORMATS;

/// A place in generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The types of the models.
    Types,
    /// The types, other than models, that the code of the client mentions.
    ClientTypes,
    /// The types that the file of an operation mentions.
    OperationTypes,
    /// The server variables and the servers themselves, as types beside the client.
    ServerTypes,
    /// The methods of a client.
    ClientMethods,
    /// The methods of a client's builder.
    BuilderMethods,
    /// The parameters of an operation, as fields and setters of its request builder.
    Parameters,
    /// The parts of a form, as fields and setters.
    FormFields,
    /// The properties of an object, as fields and setters.
    Fields,
    /// The variants of an enum or a union that has a variant for unlisted values.
    OpenVariants,
    /// The variants of a complete choice.
    Variants,
    /// The modules beside those of the tags.
    Modules,
}

impl Scope {
    /// The names that the generated code itself uses there.
    pub(crate) const fn reserved(self) -> &'static [&'static str] {
        match self {
            Self::Types => &[
                "Self",
                "Option",
                "Vec",
                "String",
                "Result",
                "Some",
                "None",
                "Ok",
                "Err",
                "Box",
                "ByteStream",
                "Default",
                "Clone",
                "Copy",
                "Debug",
                "PartialEq",
                "Eq",
                "Hash",
                "From",
                "Into",
                "Partial",
                "Array",
                "Field",
                "Integer",
                "Json",
                "JsonObject",
                "Linked",
                "Map",
                "Number",
                "Send",
                "Sync",
                "Drop",
            ],
            Self::ClientTypes => &["Client", "ClientBuilder", "Error", "Response", "ResponseValue"],
            Self::OperationTypes => &[
                "Argument",
                "Box",
                "BoxError",
                "Bytes",
                "CallOptions",
                "Client",
                "DecodeError",
                "Default",
                "Encoding",
                "Err",
                "Error",
                "Events",
                "File",
                "From",
                "FromResponse",
                "Into",
                "InvalidRequest",
                "JsonLines",
                "Multipart",
                "None",
                "Ok",
                "Option",
                "Paged",
                "Paging",
                "Request",
                "Response",
                "ResponseValue",
                "Result",
                "Self",
                "Send",
                "Some",
                "String",
                "Style",
                "Sync",
                "TryInto",
                "Vec",
            ],
            Self::ServerTypes => &[
                "ApiInfo",
                "SchemeType",
                "Client",
                "ClientBuilder",
                "Default",
                "Duration",
                "Fn",
                "HttpService",
                "Option",
                "RefreshToken",
                "Result",
                "Retry",
                "SecurityScheme",
                "Secret",
                "Self",
                "Send",
                "Server",
                "Session",
                "SetupError",
                "String",
                "Sync",
                "TokenProvider",
                "Transport",
            ],
            Self::ClientMethods => {
                &["builder", "clone", "from_env", "new", "session", "with_session"]
            }
            Self::BuilderMethods => &[
                "base_url",
                "body_limit",
                "build",
                "clone",
                "connect_timeout",
                "follow_cross_origin",
                "http",
                "layers",
                "new",
                "read_env",
                "retry",
                "server",
                "timeout",
                "token_basic",
                "token_scopes",
                "token_url",
                "transport",
            ],
            Self::Parameters => &[
                "body", "client", "new", "options", "pages", "prepare", "self", "self_", "send",
                "stream",
            ],
            Self::FormFields => &["new", "self"],
            Self::Fields => &["extra", "new"],
            Self::OpenVariants => &["Self", "Unknown"],
            Self::Variants => &["Self"],
            Self::Modules => &["client", "generated", "mock", "models", "runtime", "wire"],
        }
    }

    /// Whether generated code uses a name there.
    pub(crate) fn has(self, name: &str) -> bool {
        let is_format = || STRING_FORMATS.iter().any(|format| format.ty == Some(name));
        self.reserved().contains(&name) || (self == Self::Types && is_format())
    }
}

/// The names in one scope, each unique.
#[derive(Default)]
pub(crate) struct Names {
    taken: HashSet<String>,
    /// The first number that is still free, by the text before it.
    next: HashMap<String, usize>,
}

impl Names {
    /// The names of a scope, before any name of a document.
    pub(crate) fn of(scope: Scope) -> Self {
        Self::with(scope.reserved())
    }

    /// A scope in which these names are taken.
    pub(crate) fn with<T: AsRef<str>>(taken: impl IntoIterator<Item = T>) -> Self {
        let taken = taken.into_iter().map(|name| name.as_ref().to_owned()).collect();
        Self { taken, next: HashMap::new() }
    }

    /// Reserves a name; `false` if it is taken.
    pub(crate) fn reserve(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Reserves the name, or the name with the first number that makes it unique.
    pub(crate) fn take(&mut self, name: &str, before_number: &str) -> String {
        if self.reserve(name) {
            return name.to_owned();
        }
        let stem = if before_number.is_empty() { name } else { name.trim_end_matches('_') };
        self.numbered(&format!("{stem}{before_number}"))
    }

    /// Reserves the stem with the first number that makes it unique. No number is tried twice, so that many
    /// names with one stem take no longer than as many others.
    pub(crate) fn numbered(&mut self, stem: &str) -> String {
        let number = self.next.entry(stem.to_owned()).or_insert(2);
        loop {
            let name = format!("{stem}{number}");
            *number += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// Reserves the name, or, if it is taken, the name with the first number that makes it unique.
pub(crate) fn free(name: &str, taken: &mut Names) -> String {
    let is_type = name.starts_with(|c: char| c.is_ascii_uppercase());
    let between = if is_type { "" } else { "_" };
    if taken.reserve(name) {
        return name.to_owned();
    }
    taken.numbered(&format!("{}{between}", name.trim_end_matches('_')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_field_has_one_underscore_before_its_number() {
        let mut names = Names::of(Scope::Fields);
        let taken = ["self_", "self_", "a", "a", "type_", "type_", "type_"];
        let taken = taken.map(|name| names.take(name, "_"));
        assert_eq!(taken, ["self_", "self_2", "a", "a_2", "type_", "type_2", "type_3"]);
    }
}
