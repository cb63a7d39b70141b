//! JSON by its meaning: properties in any order, numbers by their exact value.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// `null`, `true`, `false`.
    Word(String),
    /// A number in canonical spelling: `1.0` and `1` are equal, `0.1` and `0.10000000000000001` are not.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Tree>),
    /// An object.
    Object(BTreeMap<String, Tree>),
}

impl Tree {
    /// Reads JSON; none if the text is not JSON.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Some(match text.chars().next()? {
            '{' => {
                let members: BTreeMap<String, Box<RawValue>> = serde_json::from_str(text).ok()?;
                let members = members.into_iter();
                let members = members.map(|(name, value)| Some((name, Self::parse(value.get())?)));
                Self::Object(members.collect::<Option<_>>()?)
            }
            '[' => {
                let items: Vec<Box<RawValue>> = serde_json::from_str(text).ok()?;
                let items = items.iter().map(|item| Self::parse(item.get()));
                Self::List(items.collect::<Option<_>>()?)
            }
            '"' => Self::Text(serde_json::from_str(text).ok()?),
            't' | 'f' | 'n' => Self::Word(text.to_owned()),
            _ => Self::Number(number(text)?),
        })
    }
}

/// The significant digits, and the power of ten.
fn number(text: &str) -> Option<String> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut power = power.trim_start_matches('+').parse::<i64>().ok()?;
    power -= i64::try_from(fraction.len()).ok()?;
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    let short = digits.trim_end_matches('0');
    power += i64::try_from(digits.len() - short.len()).ok()?;
    Some(if short.is_empty() { "0".to_owned() } else { format!("{sign}{short}e{power}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_equal_by_value_and_to_the_last_digit() {
        let same = |one: &str, other: &str| number(one) == number(other);
        assert!(same("1.0", "1"));
        assert!(same("1e21", "1000000000000000000000.0"));
        assert!(same("-0.50", "-5E-1"));
        assert!(!same("0.1", "0.10000000000000001"));
        assert!(!same("9007199254740993", "9007199254740992"));
        assert!(!same("1", "-1"));
    }
}
