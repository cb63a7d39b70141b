//! JSON pointers (RFC 6901).

/// A member's name as a step of a JSON pointer (RFC 6901).
pub(crate) fn escape(name: &str) -> String {
    if name.contains(['~', '/']) {
        name.replace('~', "~0").replace('/', "~1")
    } else {
        name.to_owned()
    }
}

/// The name that a step of a JSON pointer stands for.
pub(crate) fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}
