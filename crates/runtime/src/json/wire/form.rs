//! What the variants of a union without a tag look like.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::spelling::respelled;
use super::strings;
use crate::value::date::Date;
use crate::value::integer::is_whole;
use crate::value::timestamp::Timestamp;
use crate::value::uuid;

/// What one variant of a union looks like.
#[derive(Debug)]
pub enum Form {
    /// An object: the members that it cannot lack, and what members look like.
    Object {
        /// Its required members.
        required: &'static [&'static str],
        /// Those of its members whose form tells it from other variants.
        members: &'static [(&'static str, Form)],
    },
    /// An object whose properties are not listed, and the names that other variants list.
    Map(&'static [&'static str]),
    /// One of these values, as JSON; they are not all strings.
    Values(&'static [&'static str]),
    /// Nothing but `null`.
    Null,
    /// A list, and the form of its items where that tells something.
    List(&'static [Form]),
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
#[derive(Debug)]
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
    /// RFC 3986: with a scheme.
    Uri,
    /// RFC 5321, as far as a local part and a domain go.
    Email,
    /// RFC 1123, section 2.1.
    Hostname,
    /// RFC 3339, appendix A.
    Duration,
    /// RFC 4648, section 4.
    Base64,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A regular expression.
    #[cfg(feature = "patterns")]
    Pattern(&'static str),
    /// Of so many characters, at least and at most.
    Length(usize, usize),
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
            Some(_) if json.contains(['.', 'e', 'E']) && !is_whole(json) => Self::Number,
            Some(_) => Self::Integer,
        }
    }
}

type Members<'a> = [(Cow<'a, str>, &'a RawValue)];

impl Form {
    /// Whether the value has all that the variant asks for, and no text that it does not list.
    pub(super) fn claims(&self, kind: Kind, json: &str, members: &Members<'_>) -> bool {
        let lists = |(name, form): &(&str, Form)| form.lists(value_of(members, name));
        self.is_of(kind)
            && match self {
                Self::Object { required, members: forms } => {
                    let has = |name: &&str| value_of(members, name).is_some();
                    required.iter().all(has) && forms.iter().all(lists)
                }
                Self::Map(listed) => !members.iter().any(|(name, _)| listed.contains(&&**name)),
                Self::Values(values) => is_one_of(values, json),
                Self::Text(likes) => likes.iter().all(|like| like.fits(json)),
                Self::Union(forms) => forms.iter().any(|form| form.claims(kind, json, members)),
                _ => true,
            }
    }

    /// Whether the value can be the variant at all. A member with one value speaks for itself, and what
    /// is not a time is none of a variant that is one.
    pub(super) fn allows(&self, kind: Kind, json: &str, members: &Members<'_>) -> bool {
        let speaks_against =
            |(name, form): &(&str, Form)| form.has_one() && !form.lists(value_of(members, name));
        self.is_of(kind)
            && match self {
                Self::Object { members: forms, .. } => !forms.iter().any(speaks_against),
                Self::Text(likes) => {
                    let mut times = likes.iter().filter(|like| like.has_type());
                    times.all(|like| like.fits(json))
                }
                Self::Union(forms) => forms.iter().any(|form| form.allows(kind, json, members)),
                _ => true,
            }
    }

    /// How many texts of the value are not like what the variant says of them.
    pub(super) fn oddities(&self, value: &RawValue) -> u32 {
        let json = value.get();
        match self {
            Self::Text(likes) => u32::from(!likes.iter().all(|like| like.fits(json))),
            // What anything fits is the last to be chosen.
            Self::Any => 1,
            Self::Null => u32::from(Kind::of(json) != Kind::Null),
            Self::Values(values) => u32::from(!is_one_of(values, json)),
            Self::Map(listed) if Kind::of(json) == Kind::Object => {
                let members = members(value).unwrap_or_default();
                let is_listed = members.iter().any(|(name, _)| listed.contains(&&**name));
                // With a property that another variant lists, it is rather that one with others.
                let count = u32::try_from(members.len()).unwrap_or(u32::MAX).saturating_add(1);
                if is_listed { count } else { 0 }
            }
            Self::Union(forms) => forms.iter().map(|one| one.oddities(value)).min().unwrap_or(0),
            Self::Object { members: forms @ [_, ..], .. } if Kind::of(json) == Kind::Object => {
                let members = members(value).unwrap_or_default();
                let of = |(name, form): &(&str, Form)| {
                    // What is not listed surprises the reader already.
                    let form = Some(form).filter(|form| !form.is_enum());
                    form.zip(value_of(&members, name)).map_or(0, |(form, one)| form.oddities(one))
                };
                forms.iter().map(of).sum()
            }
            Self::List([item]) if Kind::of(json) == Kind::List => {
                let items: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
                items.into_iter().map(|one| item.oddities(one)).sum()
            }
            _ => 0,
        }
    }

    /// Whether it lists the values that it can be.
    fn is_enum(&self) -> bool {
        matches!(self, Self::Text([Like::OneOf(_)]) | Self::Values(_) | Self::Null)
    }

    /// Whether it lists one value alone.
    fn has_one(&self) -> bool {
        matches!(self, Self::Text([Like::OneOf([_])]) | Self::Values([_]) | Self::Null)
    }

    /// Whether it lists a value. What is absent, or of another type, another rule is about.
    fn lists(&self, value: Option<&RawValue>) -> bool {
        let Some(json) = value.map(RawValue::get) else { return true };
        match self {
            Self::Text([Like::OneOf(values)]) => {
                let text = serde_json::from_str::<String>(json);
                text.map_or(true, |text| values.contains(&text.as_str()))
            }
            Self::Values(values) => is_one_of(values, json),
            Self::Null => json == "null",
            _ => true,
        }
    }

    /// How much a variant asks of a value: of two that fit, the one that asks more is meant.
    pub(super) fn precision(&self) -> u32 {
        match self {
            Self::Any | Self::Number | Self::Map(_) => 0,
            Self::Text(likes) => match likes {
                [] => 0,
                [Like::OneOf(_), ..] => 2,
                _ => 1,
            },
            // What several of its variants fit is no value of a union.
            Self::Union(forms) => forms.iter().map(Self::precision).max().unwrap_or(0).min(1),
            Self::Object { .. } => 2,
            _ => 1,
        }
    }

    fn is_of(&self, kind: Kind) -> bool {
        match self {
            Self::Object { .. } | Self::Map(_) => kind == Kind::Object,
            Self::Values(values) => values.iter().any(|value| same_kind(Kind::of(value), kind)),
            Self::Null => kind == Kind::Null,
            Self::List(_) => kind == Kind::List,
            Self::Text(_) => kind == Kind::Text,
            Self::Integer => kind == Kind::Integer,
            Self::Number => matches!(kind, Kind::Integer | Kind::Number),
            Self::Flag => kind == Kind::Flag,
            Self::Any => kind != Kind::Null,
            Self::Union(forms) => forms.iter().any(|form| form.is_of(kind)),
        }
    }
}

/// The members of an object, undecoded.
pub(super) fn members(
    value: &RawValue,
) -> Result<Vec<(Cow<'_, str>, &RawValue)>, serde_json::Error> {
    struct Members<'a>(PhantomData<&'a ()>);

    impl<'de: 'a, 'a> Visitor<'de> for Members<'a> {
        type Value = Vec<(Cow<'a, str>, &'a RawValue)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(name) = map.next_key::<Cow<'a, str>>()? {
                members.push((name, map.next_value()?));
            }
            Ok(members)
        }
    }

    value.deserialize_map(Members(PhantomData))
}

fn value_of<'a>(members: &Members<'a>, name: &str) -> Option<&'a RawValue> {
    members.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
}

/// Whether values are of one kind, numbers by value.
fn same_kind(one: Kind, other: Kind) -> bool {
    let is_number = |kind| matches!(kind, Kind::Integer | Kind::Number);
    one == other || (is_number(one) && is_number(other))
}

/// Whether a value is one of these, however it is spelled.
fn is_one_of(values: &[&str], json: &str) -> bool {
    values.contains(&json)
        || respelled(json).is_some_and(|respelled| values.contains(&respelled.as_str()))
}

impl Like {
    /// Whether a value of it is one of a type that is not a string.
    fn has_type(&self) -> bool {
        matches!(self, Self::Date | Self::Timestamp)
    }

    fn fits(&self, json: &str) -> bool {
        let Ok(text) = serde_json::from_str::<String>(json) else { return false };
        match self {
            Self::Uuid => uuid::bits(&text).is_some(),
            Self::Date => text.parse::<Date>().is_ok(),
            Self::Timestamp => text.parse::<Timestamp>().is_ok(),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Self::Ip => text.parse::<IpAddr>().is_ok(),
            Self::Uri => strings::is_uri(&text),
            Self::Email => strings::is_email(&text),
            Self::Hostname => strings::is_hostname(&text),
            Self::Duration => strings::is_duration(&text),
            Self::Base64 => strings::is_base64(&text),
            Self::OneOf(values) => values.contains(&text.as_str()),
            #[cfg(feature = "patterns")]
            Self::Pattern(pattern) => pattern::matches(pattern, &text),
            Self::Length(least, most) => (*least..=*most).contains(&text.chars().count()),
        }
    }
}

#[cfg(feature = "patterns")]
mod pattern {
    use std::cell::RefCell;
    use std::collections::HashMap;

    use regex_lite::Regex;

    thread_local! {
        static PATTERNS: RefCell<HashMap<&'static str, Option<Regex>>> = RefCell::default();
    }

    /// Whether a text fits a regular expression of a description, which is compiled when it is
    /// first met. One that is not understood, such as one that looks ahead, fits everything.
    pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
        PATTERNS.with_borrow_mut(|known| {
            let compiled = known.entry(pattern).or_insert_with(|| Regex::new(pattern).ok());
            compiled.as_ref().is_none_or(|pattern| pattern.is_match(text))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: Form = Form::Text(&[Like::Date]);
    const ONE: Form = Form::Text(&[Like::OneOf(&["a"])]);

    fn oddities(form: &Form, json: &str) -> u32 {
        form.oddities(&RawValue::from_string(json.to_owned()).unwrap())
    }

    #[test]
    fn what_is_not_as_the_variant_says_is_counted() {
        let object = Form::Object { required: &[], members: &[("on", DATE), ("kind", ONE)] };
        for (form, json, expected) in [
            (&DATE, r#""2026-11-25""#, 0),
            (&DATE, r#""today""#, 1),
            (&Form::Any, "1", 1),
            (&Form::Integer, "1", 0),
            (&Form::Union(&[DATE, Form::Any]), r#""2026-11-25""#, 0),
            (&Form::Union(&[DATE, Form::Any]), r#""today""#, 1),
            (&Form::Union(&[]), "1", 0),
            (&Form::List(&[DATE]), r#"["today","2026-11-25","now"]"#, 2),
            (&Form::List(&[]), r#"["today"]"#, 0),
            (&Form::List(&[DATE]), "1", 0),
            (&object, r#"{"on":"today","kind":"b"}"#, 1),
            (&object, r#"{"on":"2026-11-25"}"#, 0),
            (&object, r#"["today"]"#, 0),
        ] {
            assert_eq!(oddities(form, json), expected, "{json}");
        }
    }

    #[test]
    fn the_variant_that_asks_for_more_is_more_precise() {
        const OBJECT: Form = Form::Object { required: &[], members: &[] };
        for (form, expected) in [
            (&Form::Any, 0),
            (&Form::Number, 0),
            (&Form::Text(&[]), 0),
            (&Form::Integer, 1),
            (&Form::Flag, 1),
            (&Form::List(&[]), 1),
            (&DATE, 1),
            (&ONE, 2),
            (&OBJECT, 2),
            (&Form::Union(&[OBJECT, Form::Any]), 1),
            (&Form::Union(&[Form::Any, Form::Number]), 0),
        ] {
            assert_eq!(form.precision(), expected);
        }
    }

    #[test]
    fn a_string_is_like_what_its_rule_says() {
        for (like, fits, others) in [
            (Like::Uuid, "e5a5f5c2-6d0f-4c6e-9d0e-0d8c0f6b7a11", "e5a5f5c2"),
            (Like::Date, "2024-02-29", "2023-02-29"),
            (Like::Timestamp, "2024-02-29T00:00:00Z", "2024-02-29"),
            (Like::Ipv4, "127.0.0.1", "::1"),
            (Like::Ipv6, "::1", "127.0.0.1"),
            (Like::Ip, "::1", "localhost"),
            (Like::Uri, "urn:isbn:0451450523", "path/only"),
            (Like::Email, "ada@example.com", "ada"),
            (Like::Hostname, "api.example.com", "a_b.example"),
            (Like::Duration, "P3DT12H", "3 days"),
            (Like::Base64, "YWRh", "YWR"),
            (Like::OneOf(&["a", "b"]), "b", "c"),
            (Like::Length(2, 3), "äöü", "äöüß"),
            #[cfg(feature = "patterns")]
            (Like::Pattern("^a+$"), "aa", "ab"),
        ] {
            assert!(like.fits(&format!("{fits:?}")), "{fits}");
            assert!(!like.fits(&format!("{others:?}")), "{others}");
            assert!(!like.fits("1"), "{fits}");
        }
        assert!(Like::Length(2, 3).fits("\"ab\"") && !Like::Length(2, 3).fits("\"a\""));
        assert!(Like::Ip.fits("\"127.0.0.1\""));
    }
}
