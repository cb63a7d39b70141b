//! The shapes of the variants of an untagged union.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::spelling::respelled;
use super::strings;
use crate::json::parts::{Members, items, members};
use crate::value::date::Date;
use crate::value::integer::is_whole;
use crate::value::timestamp::Timestamp;
use crate::value::uuid;

/// The shape of one variant of a union.
#[derive(Debug)]
pub enum Shape {
    /// An object: its required properties, and the shapes of properties.
    Object {
        /// Its required properties.
        required: &'static [&'static str],
        /// The properties whose shapes distinguish it from other variants.
        properties: &'static [(&'static str, Shape)],
    },
    /// An object whose properties are not listed, and the names that other variants list.
    Map(&'static [&'static str]),
    /// One of these values, as JSON; they are not all strings.
    Values(&'static [&'static str]),
    /// Only `null`.
    Null,
    /// An array, and the shape of its items if that distinguishes it.
    Array(&'static [Shape]),
    /// A string, and the rules for it.
    String(&'static [StringRule]),
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Anything.
    Any,
    /// One of these.
    Union(&'static [Shape]),
}

/// A rule for strings.
#[derive(Debug)]
pub enum StringRule {
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
    /// The least and the greatest number of characters.
    Length(usize, usize),
}

/// The type of a JSON value, by its first character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum JsonType {
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
    Null,
}

impl JsonType {
    pub(super) fn of(json: &str) -> Self {
        match json.as_bytes().first() {
            Some(b'{') => Self::Object,
            Some(b'[') => Self::Array,
            Some(b'"') => Self::String,
            Some(b't' | b'f') => Self::Boolean,
            Some(b'n') | None => Self::Null,
            Some(_) if json.contains(['.', 'e', 'E']) && !is_whole(json) => Self::Number,
            Some(_) => Self::Integer,
        }
    }
}

impl Shape {
    /// Whether the value has everything that the variant requires, and no string that it does not list.
    pub(super) fn claims(&self, kind: JsonType, json: &str, members: &Members<'_>) -> bool {
        let lists = |(name, shape): &(&str, Shape)| shape.lists(value_of(members, name));
        self.is_of(kind)
            && match self {
                Self::Object { required, properties: shapes } => {
                    let has = |name: &&str| value_of(members, name).is_some();
                    required.iter().all(has) && shapes.iter().all(lists)
                }
                Self::Map(listed) => !members.iter().any(|(name, _)| listed.contains(&&**name)),
                Self::Values(values) => is_one_of(values, json),
                Self::String(rules) => rules.iter().all(|rule| rule.fits(json)),
                Self::Union(shapes) => shapes.iter().any(|shape| shape.claims(kind, json, members)),
                _ => true,
            }
    }

    /// Whether the value can be the variant at all: constant properties must match, and text that is not a
    /// time cannot be a variant that is one.
    pub(super) fn allows(&self, kind: JsonType, json: &str, members: &Members<'_>) -> bool {
        let speaks_against = |(name, shape): &(&str, Shape)| {
            shape.has_one() && !shape.lists(value_of(members, name))
        };
        self.is_of(kind)
            && match self {
                Self::Object { properties: shapes, .. } => !shapes.iter().any(speaks_against),
                Self::String(rules) => {
                    let mut times = rules.iter().filter(|rule| rule.has_type());
                    times.all(|rule| rule.fits(json))
                }
                Self::Union(shapes) => shapes.iter().any(|shape| shape.allows(kind, json, members)),
                _ => true,
            }
    }

    /// The number of strings in the value that do not match the variant's rules.
    pub(super) fn oddities(&self, json: &str, properties: &Members<'_>) -> u32 {
        match self {
            Self::String(rules) => u32::from(!rules.iter().all(|rule| rule.fits(json))),
            // A variant that accepts anything is chosen last.
            Self::Any => 1,
            Self::Null => u32::from(JsonType::of(json) != JsonType::Null),
            Self::Values(values) => u32::from(!is_one_of(values, json)),
            Self::Map(listed) if JsonType::of(json) == JsonType::Object => {
                let is_listed = properties.iter().any(|(name, _)| listed.contains(&&**name));
                // With a property that another variant lists, it is more likely that variant with extra
                // properties.
                let count = u32::try_from(properties.len()).unwrap_or(u32::MAX).saturating_add(1);
                if is_listed { count } else { 0 }
            }
            Self::Union(shapes) => {
                shapes.iter().map(|one| one.oddities(json, properties)).min().unwrap_or(0)
            }
            Self::Object { properties: shapes, .. } => {
                let of = |(name, shape): &(&str, Self)| {
                    // The reader already counts unlisted values as mismatches.
                    let shape = Some(shape).filter(|shape| !shape.is_enum());
                    shape
                        .zip(value_of(properties, name))
                        .map_or(0, |(shape, one)| shape.oddities_in(one))
                };
                shapes.iter().map(of).sum()
            }
            Self::Array([item]) => items(json).into_iter().map(|one| item.oddities_in(one)).sum(),
            _ => 0,
        }
    }

    /// The same for a value whose properties are not known.
    fn oddities_in(&self, json: &str) -> u32 {
        self.oddities(json, &members(json))
    }

    /// Whether it lists its values.
    fn is_enum(&self) -> bool {
        matches!(self, Self::String([StringRule::OneOf(_)]) | Self::Values(_) | Self::Null)
    }

    /// Whether it lists exactly one value.
    fn has_one(&self) -> bool {
        matches!(self, Self::String([StringRule::OneOf([_])]) | Self::Values([_]) | Self::Null)
    }

    /// Whether it lists a value. Other rules handle absent values and those of other types.
    fn lists(&self, value: Option<&str>) -> bool {
        let Some(json) = value else { return true };
        match self {
            Self::String([StringRule::OneOf(values)]) => {
                let text = serde_json::from_str::<String>(json);
                text.map_or(true, |text| values.contains(&text.as_str()))
            }
            Self::Values(values) => is_one_of(values, json),
            Self::Null => json == "null",
            _ => true,
        }
    }

    /// The strictness of a variant: if two fit, the stricter one is meant.
    pub(super) fn precision(&self) -> u32 {
        match self {
            Self::Any | Self::Number | Self::Map(_) => 0,
            Self::String(rules) => match rules {
                [] => 0,
                [StringRule::OneOf(_), ..] => 2,
                _ => 1,
            },
            // A value that fits several of its variants is not a value of the union.
            Self::Union(shapes) => shapes.iter().map(Self::precision).max().unwrap_or(0).min(1),
            Self::Object { .. } => 2,
            _ => 1,
        }
    }

    fn is_of(&self, kind: JsonType) -> bool {
        match self {
            Self::Object { .. } | Self::Map(_) => kind == JsonType::Object,
            Self::Values(values) => values.iter().any(|value| same_kind(JsonType::of(value), kind)),
            Self::Null => kind == JsonType::Null,
            Self::Array(_) => kind == JsonType::Array,
            Self::String(_) => kind == JsonType::String,
            Self::Integer => kind == JsonType::Integer,
            Self::Number => matches!(kind, JsonType::Integer | JsonType::Number),
            Self::Boolean => kind == JsonType::Boolean,
            Self::Any => kind != JsonType::Null,
            Self::Union(shapes) => shapes.iter().any(|shape| shape.is_of(kind)),
        }
    }
}

fn value_of<'a>(members: &Members<'a>, name: &str) -> Option<&'a str> {
    members.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
}

/// Whether two values have the same type; numbers count as one type.
fn same_kind(one: JsonType, other: JsonType) -> bool {
    let is_number = |kind| matches!(kind, JsonType::Integer | JsonType::Number);
    one == other || (is_number(one) && is_number(other))
}

/// Whether a value is one of these, however it is spelled.
fn is_one_of(values: &[&str], json: &str) -> bool {
    values.contains(&json)
        || respelled(json).is_some_and(|respelled| values.contains(&respelled.as_str()))
}

impl StringRule {
    /// Whether its values have a type other than string.
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

    /// Whether a text matches a regular expression of a description, which is compiled on first use. An
    /// unsupported expression, such as one with lookahead, matches everything.
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

    const DATE: Shape = Shape::String(&[StringRule::Date]);
    const ONE: Shape = Shape::String(&[StringRule::OneOf(&["a"])]);

    fn oddities(shape: &Shape, json: &str) -> u32 {
        shape.oddities_in(json)
    }

    #[test]
    fn what_is_not_as_the_variant_says_is_counted() {
        let object = Shape::Object { required: &[], properties: &[("on", DATE), ("kind", ONE)] };
        for (shape, json, expected) in [
            (&DATE, r#""2026-11-25""#, 0),
            (&DATE, r#""today""#, 1),
            (&Shape::Any, "1", 1),
            (&Shape::Integer, "1", 0),
            (&Shape::Union(&[DATE, Shape::Any]), r#""2026-11-25""#, 0),
            (&Shape::Union(&[DATE, Shape::Any]), r#""today""#, 1),
            (&Shape::Union(&[]), "1", 0),
            (&Shape::Array(&[DATE]), r#"["today","2026-11-25","now"]"#, 2),
            (&Shape::Array(&[]), r#"["today"]"#, 0),
            (&Shape::Array(&[DATE]), "1", 0),
            (&object, r#"{"on":"today","kind":"b"}"#, 1),
            (&object, r#"{"on":"2026-11-25"}"#, 0),
            (&object, r#"["today"]"#, 0),
        ] {
            assert_eq!(oddities(shape, json), expected, "{json}");
        }
    }

    #[test]
    fn a_shape_is_of_the_types_that_its_values_have() {
        let rows: [(&Shape, &[&str]); 12] = [
            (&Shape::Object { required: &[], properties: &[] }, &["{}"]),
            (&Shape::Map(&[]), &["{}"]),
            (&Shape::Array(&[]), &["[]"]),
            (&DATE, &[r#""a""#]),
            (&Shape::Integer, &["1"]),
            (&Shape::Number, &["1", "1.5"]),
            (&Shape::Boolean, &["true"]),
            (&Shape::Null, &["null"]),
            (&Shape::Values(&["1", "null"]), &["1", "1.5", "null"]),
            (&Shape::Union(&[Shape::Null, Shape::Boolean]), &["true", "null"]),
            (&Shape::Union(&[]), &[]),
            (&Shape::Any, &["{}", "[]", r#""a""#, "1", "1.5", "true"]),
        ];
        for (shape, expected) in rows {
            let all = ["{}", "[]", r#""a""#, "1", "1.5", "true", "null"];
            let found: Vec<_> =
                all.into_iter().filter(|json| shape.is_of(JsonType::of(json))).collect();
            assert_eq!(found, expected, "{shape:?}");
        }
    }

    #[test]
    fn the_variant_that_asks_for_more_is_more_precise() {
        const OBJECT: Shape = Shape::Object { required: &[], properties: &[] };
        for (shape, expected) in [
            (&Shape::Any, 0),
            (&Shape::Number, 0),
            (&Shape::String(&[]), 0),
            (&Shape::Integer, 1),
            (&Shape::Boolean, 1),
            (&Shape::Array(&[]), 1),
            (&DATE, 1),
            (&ONE, 2),
            (&OBJECT, 2),
            (&Shape::Union(&[OBJECT, Shape::Any]), 1),
            (&Shape::Union(&[Shape::Any, Shape::Number]), 0),
        ] {
            assert_eq!(shape.precision(), expected);
        }
    }

    #[test]
    fn a_string_is_like_what_its_rule_says() {
        for (rule, fits, others) in [
            (StringRule::Uuid, "e5a5f5c2-6d0f-4c6e-9d0e-0d8c0f6b7a11", "e5a5f5c2"),
            (StringRule::Date, "2024-02-29", "2023-02-29"),
            (StringRule::Timestamp, "2024-02-29T00:00:00Z", "2024-02-29"),
            (StringRule::Ipv4, "127.0.0.1", "::1"),
            (StringRule::Ipv6, "::1", "127.0.0.1"),
            (StringRule::Ip, "::1", "localhost"),
            (StringRule::Uri, "urn:isbn:0451450523", "path/only"),
            (StringRule::Email, "ada@example.com", "ada"),
            (StringRule::Hostname, "api.example.com", "a_b.example"),
            (StringRule::Duration, "P3DT12H", "3 days"),
            (StringRule::Base64, "YWRh", "YWR"),
            (StringRule::OneOf(&["a", "b"]), "b", "c"),
            (StringRule::Length(2, 3), "äöü", "äöüß"),
            #[cfg(feature = "patterns")]
            (StringRule::Pattern("^a+$"), "aa", "ab"),
        ] {
            assert!(rule.fits(&format!("{fits:?}")), "{fits}");
            assert!(!rule.fits(&format!("{others:?}")), "{others}");
            assert!(!rule.fits("1"), "{fits}");
        }
        assert!(StringRule::Length(2, 3).fits("\"ab\"") && !StringRule::Length(2, 3).fits("\"a\""));
        assert!(StringRule::Ip.fits("\"127.0.0.1\""));
    }
}
