//! Path templates (OpenAPI 3.0.3, section 4.7.8).

/// The texts in braces, in the order of the path; none if the braces do not match.
pub(crate) fn names(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        let after = rest[open..].strip_prefix('{')?;
        let (name, tail) = after.split_once('}')?;
        let is_one = !name.contains('/') || is_expression(name);
        if name.is_empty() || name.contains('{') || !is_one {
            return None;
        }
        names.push(name);
        rest = tail;
    }
    Some(names)
}

/// Whether a text in braces is more than the name of a parameter: `{name=projects/*}` of Google's templates,
/// `{proxy+}` of gateways, `{+rest}` and `{rest*}` of RFC 6570.
pub(crate) fn is_expression(name: &str) -> bool {
    name.contains('=') || name.starts_with('+') || name.ends_with(['+', '*'])
}
