//! One spelling for each value, so that values are compared and not their texts.

/// The same value as a description spells it: a string without needless escapes, a whole number
/// without a fraction or an exponent (JSON Schema 2020-12, section 4.2.2, compares values).
pub(super) fn respelled(json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'"' => serde_json::to_string(&serde_json::from_str::<String>(json).ok()?).ok(),
        b'-' | b'0'..=b'9' => whole(json),
        _ => None,
    }
}

/// The digits of a number that is whole, however it is spelled.
fn whole(json: &str) -> Option<String> {
    /// Longer numbers stand in no description.
    const LONGEST: usize = 64;
    let (sign, digits) = json.strip_prefix('-').map_or(("", json), |digits| ("-", digits));
    let (digits, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
    let exponent: i32 = exponent.parse().ok()?;
    let after = after.trim_end_matches('0');
    let all = format!("{before}{after}");
    let point = i64::from(exponent) + i64::try_from(before.len()).ok()?;
    let significant = all.trim_end_matches('0');
    if significant.is_empty() {
        return Some("0".to_owned());
    }
    let is_whole = i64::try_from(significant.len()).ok()? <= point;
    let length = usize::try_from(point).ok().filter(|length| *length <= LONGEST)?;
    let whole = format!("{significant:0<length$}");
    is_whole.then(|| format!("{sign}{}", whole.trim_start_matches('0')))
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
