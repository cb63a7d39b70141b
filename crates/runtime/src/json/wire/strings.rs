//! Tests of strings by their format, for unions whose variants are strings of several formats.
//!
//! The tests are only exact enough to distinguish formats: a string that passes may still be invalid.

/// A scheme, a colon and something after it, without spaces (RFC 3986, section 3).
pub(super) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    is_scheme && !rest.is_empty() && !rest.contains(forbidden)
}

/// A local part and a domain (RFC 5321, section 4.1.2), either of any script (RFC 6531).
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let forbidden = |c: char| c.is_whitespace() || c.is_control();
    let is_quoted = local.len() > 1 && local.starts_with('"') && local.ends_with('"');
    let is_local =
        is_quoted || !(local.is_empty() || local.contains(forbidden) || local.contains('@'));
    is_local && !domain.is_empty() && !domain.contains(forbidden)
}

/// Labels of letters, digits and inner hyphens (RFC 1123, section 2.1).
pub(super) fn is_hostname(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.strip_suffix('.').unwrap_or(text).split('.').all(is_label)
}

/// `P`, then numbers with units in their order (RFC 3339, appendix A; fractions as in ISO 8601).
pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else { return false };
    let (date, time) = match rest.split_once('T') {
        Some((_, "")) => return false,
        Some((date, time)) => (date, time),
        None => (rest, ""),
    };
    let of_units = |text: &str, units: &str| {
        let mut left = units;
        let mut digits = 0;
        for c in text.chars() {
            if c.is_ascii_digit() || (digits > 0 && matches!(c, '.' | ',')) {
                digits += 1;
            } else if let (true, Some(at)) = (digits > 0, left.find(c)) {
                left = &left[at + c.len_utf8()..];
                digits = 0;
            } else {
                return false;
            }
        }
        digits == 0
    };
    !rest.is_empty() && of_units(date, "YMWD") && of_units(time, "HMS")
}

/// Groups of four characters, the last one padded (RFC 4648, section 4).
pub(super) fn is_base64(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - data.len() <= 2
        && data.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A test, strings that pass it, and strings that do not.
    type Case<'a> = (fn(&str) -> bool, &'a [&'a str], &'a [&'a str]);

    #[test]
    fn a_string_passes_the_test_of_its_own_format() {
        let cases: &[Case<'_>] = &[
            (
                is_uri,
                &["https://example.com/a?b#c", "urn:isbn:0451450523", "mailto:a@b", "a+b-c.1:x"],
                &["", "a", "a:", ":a", "1a:b", "a b:c", "a:b c", "a:<b>", "/a:b"],
            ),
            (
                is_email,
                &["a@b", "a.b+c@d.example", "\"a b\"@c", "käthe@müller.example"],
                &["", "a", "a@", "@b", "a b@c", "a@b c", "a@b@c", "\"@c x"],
            ),
            (
                is_hostname,
                &["a", "a.b", "a-b.c.", "1.example"],
                &["", ".", "a..b", "-a", "a-", "a_b", "a b", "ä.example"],
            ),
            (
                is_duration,
                &["P1D", "PT1H", "P1Y2M3DT4H5M6S", "P2W", "PT0.5S", "PT1,5H"],
                &["", "P", "PT", "P1", "1D", "P1DT", "P1H", "PT1D", "P1D1Y", "PD", "P-1D", "P.5D"],
            ),
            (
                is_base64,
                &["", "YQ==", "YWI=", "YWJj", "+/+/"],
                &["YQ", "Y===", "====", "YW-_", "Y Q="],
            ),
        ];
        for (test, passing, others) in cases {
            passing.iter().for_each(|text| assert!(test(text), "{text}"));
            others.iter().for_each(|text| assert!(!test(text), "{text}"));
        }
    }
}
