//! A canonical spelling for each value, so that values are compared and not their texts.

use crate::value::integer::whole;

/// The same value in the spelling of descriptions: a string without needless escapes, an integer without a
/// fraction or an exponent (JSON Schema 2020-12, section 4.2.2, compares values).
pub(super) fn respelled(json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'"' => serde_json::to_string(&serde_json::from_str::<String>(json).ok()?).ok(),
        b'-' | b'0'..=b'9' => whole(json).map(|value| value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_the_same_however_it_is_spelled() {
        for (json, expected) in [
            ("1.0", Some("1")),
            ("1e0", Some("1")),
            ("-1.00", Some("-1")),
            ("10E1", Some("100")),
            ("1.5e1", Some("15")),
            ("100e-2", Some("1")),
            ("-0.0", Some("0")),
            ("0e99", Some("0")),
            ("0.05e2", Some("5")),
            ("1.5", None),
            ("1e-1", None),
            ("1e65", None),
            ("1e99999999999", None),
            (r#""\u0061""#, Some(r#""a""#)),
            (r#""\/""#, Some(r#""/""#)),
            ("true", None),
        ] {
            assert_eq!(respelled(json).as_deref(), expected, "{json}");
        }
    }
}
