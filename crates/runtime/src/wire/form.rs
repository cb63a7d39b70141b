//! What the variants of a union without a tag look like.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use regex_lite::Regex;
use serde_json::value::RawValue;

/// What one variant of a union looks like.
pub enum Form {
    /// An object: the members that it cannot lack, and the texts that members can have.
    Object {
        /// Its required members.
        required: &'static [&'static str],
        /// Its members that are enums of text, with their values.
        listed: &'static [(&'static str, &'static [&'static str])],
    },
    /// A list.
    List,
    /// A text, and what it is like.
    Text(&'static [Like]),
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Flag,
    /// Anything.
    Any,
    /// One of these.
    Union(&'static [Form]),
}

/// What a text is like.
pub enum Like {
    /// RFC 9562.
    Uuid,
    /// RFC 3339, `full-date`.
    Date,
    /// RFC 3339, `date-time`.
    Timestamp,
    /// RFC 2673, section 3.2.
    Ipv4,
    /// RFC 4291, section 2.2.
    Ipv6,
    /// Either of the two.
    Ip,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A regular expression.
    Pattern(&'static str),
}

/// The kind of a JSON value, by its first character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    List,
    Text,
    Integer,
    Number,
    Flag,
    Null,
}

impl Kind {
    pub(super) fn of(json: &str) -> Self {
        match json.as_bytes().first() {
            Some(b'{') => Self::Object,
            Some(b'[') => Self::List,
            Some(b'"') => Self::Text,
            Some(b't' | b'f') => Self::Flag,
            Some(b'n') | None => Self::Null,
            Some(_) if json.contains(['.', 'e', 'E']) => Self::Number,
            Some(_) => Self::Integer,
        }
    }
}

type Members<'a> = [(Cow<'a, str>, &'a RawValue)];

impl Form {
    /// Whether the value has all that the variant asks for, and nothing that speaks against it.
    pub(super) fn claims(&self, kind: Kind, json: &str, members: &Members<'_>) -> bool {
        let lists = |(name, values): &(&str, &[&str])| match text_of(members, name) {
            Some(text) => values.contains(&text.as_str()),
            None => true,
        };
        self.is_of(kind)
            && match self {
                Self::Object { required, listed } => {
                    let has = |name: &&str| members.iter().any(|(known, _)| known == name);
                    required.iter().all(has) && listed.iter().all(lists)
                }
                Self::Text(likes) => likes.iter().all(|like| like.fits(json)),
                Self::Union(forms) => forms.iter().any(|form| form.claims(kind, json, members)),
                _ => true,
            }
    }

    /// Whether the value can be the variant at all. A member with one value speaks for itself.
    pub(super) fn allows(&self, kind: Kind, members: &Members<'_>) -> bool {
        let speaks_against = |(name, values): &(&str, &[&str])| {
            values.len() == 1 && text_of(members, name).is_some_and(|text| text != values[0])
        };
        self.is_of(kind)
            && match self {
                Self::Object { listed, .. } => !listed.iter().any(speaks_against),
                Self::Union(forms) => forms.iter().any(|form| form.allows(kind, members)),
                _ => true,
            }
    }

    /// Whether a text is not like what the variant says of it.
    pub(super) fn is_odd(&self, json: &str) -> bool {
        match self {
            Self::Text(likes) => !likes.iter().all(|like| like.fits(json)),
            // What anything fits is the last to be chosen.
            Self::Any => true,
            Self::Union(forms) => forms.iter().all(|form| form.is_odd(json)),
            _ => false,
        }
    }

    fn is_of(&self, kind: Kind) -> bool {
        match self {
            Self::Object { .. } => kind == Kind::Object,
            Self::List => kind == Kind::List,
            Self::Text(_) => kind == Kind::Text,
            Self::Integer => kind == Kind::Integer,
            Self::Number => matches!(kind, Kind::Integer | Kind::Number),
            Self::Flag => kind == Kind::Flag,
            Self::Any => kind != Kind::Null,
            Self::Union(forms) => forms.iter().any(|form| form.is_of(kind)),
        }
    }
}

/// The text of a member, where it is text.
fn text_of(members: &Members<'_>, name: &str) -> Option<String> {
    let (_, value) = members.iter().find(|(known, _)| known == name)?;
    serde_json::from_str(value.get()).ok()
}

impl Like {
    fn fits(&self, json: &str) -> bool {
        let Ok(text) = serde_json::from_str::<String>(json) else { return false };
        match self {
            Self::Uuid => crate::text::bits(&text).is_some(),
            Self::Date => text.parse::<crate::Date>().is_ok(),
            Self::Timestamp => text.parse::<crate::Timestamp>().is_ok(),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Self::Ip => text.parse::<IpAddr>().is_ok(),
            Self::OneOf(values) => values.contains(&text.as_str()),
            Self::Pattern(pattern) => matches(pattern, &text),
        }
    }
}

thread_local! {
    static PATTERNS: RefCell<HashMap<&'static str, Option<Regex>>> = RefCell::default();
}

/// Whether a text fits a regular expression of a description, which is compiled when it is first
/// met. One that is not understood, such as one that looks ahead, fits everything.
fn matches(pattern: &'static str, text: &str) -> bool {
    PATTERNS.with_borrow_mut(|known| {
        let compiled = known.entry(pattern).or_insert_with(|| Regex::new(pattern).ok());
        compiled.as_ref().is_none_or(|pattern| pattern.is_match(text))
    })
}
