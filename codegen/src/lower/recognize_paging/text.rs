//! A string on a page that may lead to the next one.

use crate::lower::recognize_paging::word::{mentions, word};
use crate::openapi::document::schema::Schema;

/// A string on a page.
#[derive(Clone)]
pub(super) struct Text<'a> {
    /// The names of the properties on its path.
    pub(super) path: Vec<&'a str>,
    pub(super) schema: &'a Schema,
}

impl Text<'_> {
    /// The path in the syntax of `x-guestlist-paging`.
    pub(super) fn written(&self) -> String {
        self.path.join(".")
    }

    /// Whether a name on its path suggests the next page.
    pub(super) fn may_lead_on(&self) -> bool {
        self.path.iter().any(|name| word(name).contains("next"))
    }

    /// Its name; joined with that of the object around it if only both together are a name.
    pub(super) fn word(&self) -> String {
        match self.path[..] {
            [.., around, last] if word(around).starts_with("cursor") && word(last) == "next" => {
                "nextcursor".to_owned()
            }
            [.., last] => word(last),
            [] => String::new(),
        }
    }

    /// Whether it is a URL, according to its format, its description or an example.
    pub(super) fn is_link(&self) -> bool {
        let Schema { format, description, example, .. } = self.schema;
        let is_uri = matches!(
            format.as_deref(),
            Some("uri" | "uri-reference" | "url" | "iri" | "iri-reference")
        );
        let example = example.as_ref().and_then(|example| example.as_str()).unwrap_or_default();
        let is_shown = example.starts_with("http") || example.starts_with('/');
        is_uri || is_shown || mentions(description, &["url", "uri", "hyperlink", "link to"])
    }
}
