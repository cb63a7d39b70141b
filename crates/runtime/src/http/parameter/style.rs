//! The styles of OpenAPI 3.0.3, section 4.7.12.

use crate::http::parameter::escape::{Escape, escaped};
use crate::http::parameter::part::Part;

/// The style of a parameter. With `explode`, properties or items are written separately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `blue,black`: paths and headers.
    Simple {
        /// Whether properties are written as `R=100` in place of `R,100`.
        explode: bool,
    },

    /// `.blue.black`: paths.
    Label {
        /// Whether properties are written as `R=100` in place of `R.100`.
        explode: bool,
    },

    /// `;color=blue,black`: paths.
    Matrix {
        /// Whether items and properties are separate parameters.
        explode: bool,
    },

    /// `color=blue,black`: queries and cookies.
    Form {
        /// Whether items and properties are separate parameters.
        explode: bool,
    },

    /// `color=blue%20black`: queries.
    SpaceDelimited,

    /// `color=blue%7Cblack`: queries.
    PipeDelimited,

    /// `color[R]=100`: queries. Deeper values have more brackets, and items of an array have the same name;
    /// the specification leaves this open.
    DeepObject,

    /// JSON text, for a parameter that is described by a media type.
    Json,
}

impl Style {
    /// The whole text of a value; none if it is undefined. The names of properties are escaped like the
    /// values.
    pub(crate) fn text(self, name: &str, part: &Part, escape: Escape) -> Option<String> {
        match self {
            Self::Json if *part == Part::Null => None,
            Self::Json => Some(escape(&part.json())),
            _ if part.is_undefined() => None,
            Self::Label { explode } => {
                let equals = if explode { "=" } else { "." };
                Some(format!(".{}", joined(part, ".", equals, escape)?))
            }
            Self::Matrix { explode: false } => match joined(part, ",", ",", escape)? {
                text if text.is_empty() => Some(format!(";{}", escape(name))),
                text => Some(format!(";{}={text}", escape(name))),
            },
            Self::Matrix { explode: true } => {
                let pairs = Self::Form { explode: true }.pairs(name, part, escape);
                let one = |(name, text): (String, String)| match text.is_empty() {
                    true => format!(";{name}"),
                    false => format!(";{name}={text}"),
                };
                let all: String = pairs.into_iter().map(one).collect();
                Some(all).filter(|text| !text.is_empty())
            }
            Self::Simple { explode: true } => joined(part, ",", "=", escape),
            _ => joined(part, ",", ",", escape),
        }
    }

    /// The pairs of name and value for a query or a cookie.
    pub(crate) fn pairs(self, name: &str, part: &Part, escape: Escape) -> Vec<(String, String)> {
        let own = escaped_name(name);
        let whole = |text: Option<String>| text.map(|text| vec![(own.clone(), text)]);
        match (self, part) {
            (Self::Json, _) => whole(self.text(name, part, escape)).unwrap_or_default(),
            _ if part.is_undefined() => Vec::new(),
            (Self::DeepObject, Part::Object(_)) => deep(&own, part, escape),
            (Self::Form { explode: true }, Part::List(items)) => {
                let texts = items.iter().filter_map(Part::text);
                texts.map(|text| (own.clone(), escape(&text))).collect()
            }
            (Self::Form { explode: true }, Part::Object(members)) => {
                let members = members.iter().flat_map(|(name, value)| {
                    Self::Form { explode: true }.pairs_of_member(name, value, escape)
                });
                members.collect()
            }
            (Self::SpaceDelimited, _) => {
                whole(joined(part, "%20", "%20", escape)).unwrap_or_default()
            }
            (Self::PipeDelimited, _) => {
                whole(joined(part, "%7C", "%7C", escape)).unwrap_or_default()
            }
            _ => whole(joined(part, ",", ",", escape)).unwrap_or_default(),
        }
    }

    /// A property of an exploded object is a separate parameter; an array in it is a parameter with several
    /// values.
    pub(crate) fn pairs_of_member(
        self,
        name: &str,
        value: &Part,
        escape: Escape,
    ) -> Vec<(String, String)> {
        match value {
            Part::Object(_) => {
                let text = value.text().unwrap_or_default();
                vec![(escaped_name(name), escape(&text))]
            }
            _ => self.pairs(name, value, escape),
        }
    }
}

fn escaped_name(name: &str) -> String {
    escaped(name)
}

/// The items or properties in one text.
fn joined(part: &Part, between: &str, equals: &str, escape: Escape) -> Option<String> {
    match part {
        Part::Null => None,
        Part::Text(text) | Part::Bare(text) => Some(escape(text)),
        Part::List(items) => {
            let texts: Vec<String> =
                items.iter().filter_map(Part::text).map(|text| escape(&text)).collect();
            Some(texts.join(between))
        }
        Part::Object(members) => {
            let member = |(name, value): &(String, Part)| {
                Some(format!("{}{equals}{}", escape(name), escape(&value.text()?)))
            };
            let members: Vec<String> = members.iter().filter_map(member).collect();
            Some(members.join(between))
        }
    }
}

fn deep(name: &str, part: &Part, escape: Escape) -> Vec<(String, String)> {
    match part {
        Part::Null => Vec::new(),
        Part::Text(text) | Part::Bare(text) => vec![(name.to_owned(), escape(text))],
        Part::List(items) => items.iter().flat_map(|item| deep(name, item, escape)).collect(),
        Part::Object(members) => {
            let member = |(inner, value): &(String, Part)| {
                deep(&format!("{name}%5B{}%5D", escaped_name(inner)), value, escape)
            };
            members.iter().flat_map(member).collect()
        }
    }
}
