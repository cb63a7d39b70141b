//! Names of HTTP headers.

/// Whether a string is a valid header name (RFC 9110, section 5.6.2).
pub(crate) fn is_header_name(name: &str) -> bool {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(is_token)
}
