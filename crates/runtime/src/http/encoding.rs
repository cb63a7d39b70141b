//! The encodings of form properties in a description.

use crate::http::parameter::escape::{escaped, reserved};
use crate::http::parameter::part::Part;
use crate::http::parameter::style::Style;

/// The encoding of a property of a form (OpenAPI 3.0.3, section 4.7.15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    pub(crate) name: &'static str,
    style: Option<Style>,
    is_reserved: bool,
    pub(crate) content_type: Option<&'static str>,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) is_base64: bool,
}

impl Encoding {
    /// The default encoding of the property with this name.
    #[must_use]
    pub const fn of(name: &'static str) -> Self {
        Self {
            name,
            style: None,
            is_reserved: false,
            content_type: None,
            headers: &[],
            is_base64: false,
        }
    }

    /// Sets the style of the value, as for a query parameter.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    /// Leaves reserved characters such as `:` and `/` in the value unescaped.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.is_reserved = true;
        self
    }

    /// Sets the media type of the value, or of each item of an array.
    #[must_use]
    pub const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// Sets the headers of each of its parts.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// Writes the bytes of a file in base64.
    #[must_use]
    pub const fn base64(mut self) -> Self {
        self.is_base64 = true;
        self
    }

    /// Whether the value is always JSON, whatever its type.
    pub(crate) fn is_json(&self) -> bool {
        self.content_type.is_some_and(|name| {
            let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            essence == "application/json" || essence.ends_with("+json")
        })
    }

    /// The pairs of name and text of a value, if it has a style.
    pub(crate) fn styled(
        &self,
        part: &Part,
        escape: fn(&str) -> String,
    ) -> Option<Vec<(String, String)>> {
        Some(match self.style? {
            Style::DeepObject => indexed(&escaped(self.name), part, escape),
            style => style.pairs(self.name, part, escape),
        })
    }

    /// The pairs of name and text of a value in a urlencoded form.
    pub(crate) fn pairs(&self, part: &Part) -> Vec<(String, String)> {
        let escape = if self.is_reserved { reserved } else { escaped };
        if let Some(pairs) = self.styled(part, escape) {
            return pairs;
        }
        let name = escaped(self.name);
        if self.is_json() {
            let items = self.items(part).into_iter();
            return items.map(|item| (name.clone(), escape(&item.json()))).collect();
        }
        Style::Form { explode: true }.pairs_of_member(self.name, part, escape)
    }

    /// The values that are encoded one by one: the items of an array except `null`.
    pub(crate) fn items<'a>(&self, part: &'a Part) -> Vec<&'a Part> {
        match part {
            Part::Null => Vec::new(),
            Part::List(items) => items.iter().filter(|item| **item != Part::Null).collect(),
            part => vec![part],
        }
    }
}

/// A value with the path to each text in brackets: `lines[0][sum]=5`. The specification does not cover
/// arrays; with indices, items stay separate, and servers that support this style accept them.
fn indexed(name: &str, part: &Part, escape: fn(&str) -> String) -> Vec<(String, String)> {
    let open = escaped("[");
    let close = escaped("]");
    match part {
        Part::Null => Vec::new(),
        Part::Text(text) | Part::Bare(text) => vec![(name.to_owned(), escape(text))],
        Part::List(items) => {
            let items = items.iter().filter(|item| **item != Part::Null).enumerate();
            let item =
                |(index, item)| indexed(&format!("{name}{open}{index}{close}"), item, escape);
            items.flat_map(item).collect()
        }
        Part::Object(members) => {
            let member = |(inner, value): &(String, Part)| {
                indexed(&format!("{name}{open}{}{close}", escaped(inner)), value, escape)
            };
            members.iter().flat_map(member).collect()
        }
    }
}
