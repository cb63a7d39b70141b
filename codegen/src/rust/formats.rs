//! The formats of strings and numbers, as `format` names them.
//!
//! A row is a feature: the Rust type, the test by which a union recognizes a string, and the sentence in the
//! documentation. A format without a row is a `String`, and is named in the documentation. Names are from
//! <https://spec.openapis.org/registry/format/>.

/// A format of strings.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct StringFormat {
    pub(crate) name: &'static str,

    /// The type of the runtime, if a value is more than a `String`.
    pub(crate) ty: Option<&'static str>,

    /// The test of the runtime, a variant of `StringRule`, that recognizes such a string.
    pub(crate) like: Option<&'static str>,

    /// The meaning of a value, in a sentence, if its type does not show it.
    pub(crate) says: Option<&'static str>,
}

const fn typed(name: &'static str, ty: &'static str) -> StringFormat {
    StringFormat { name, ty: Some(ty), like: Some(ty), says: None }
}

const fn tested(name: &'static str, like: &'static str, says: &'static str) -> StringFormat {
    StringFormat { name, ty: None, like: Some(like), says: Some(says) }
}

/// The known formats of strings.
pub(crate) const STRING_FORMATS: &[StringFormat] = &[
    typed("date-time", "Timestamp"),
    typed("date", "Date"),
    typed("uuid", "Uuid"),
    tested("ipv4", "Ipv4", "An IPv4 address, such as `192.0.2.1`."),
    tested("ipv6", "Ipv6", "An IPv6 address, such as `2001:db8::1`."),
    tested("ip", "Ip", "An IP address, of version 4 or 6."),
    tested("duration", "Duration", "A duration, such as `P3DT12H` (RFC 3339, appendix A)."),
    tested("uri", "Uri", "A URI (RFC 3986)."),
    tested("url", "Uri", "A URL."),
    tested("email", "Email", "An email address."),
    tested("hostname", "Hostname", "The name of a host (RFC 1123)."),
    tested("byte", "Base64", "Bytes in Base64 (RFC 4648, section 4)."),
];

/// The row of a format of strings.
pub(crate) fn string_format(name: &str) -> Option<&'static StringFormat> {
    STRING_FORMATS.iter().find(|format| format.name == name)
}

/// The formats of numbers that the type already shows, or that have no Rust type.
const NUMBER_FORMATS: [&str; 4] = ["double", "float", "int32", "int64"];

/// The sentence about the format in the documentation of a string.
pub(crate) fn sentence(name: &str) -> Option<String> {
    match string_format(name) {
        Some(format) => format.says.map(str::to_owned),
        None if NUMBER_FORMATS.contains(&name) => None,
        None => Some(format!("Its format is {}.", crate::rust::docs::inlines::code(name))),
    }
}

/// The Rust integer for a format; if there is none, the runtime's integer, which has no bounds.
pub(crate) fn integer(format: Option<&str>) -> &'static str {
    match format {
        Some("int8") => "i8",
        Some("int16") => "i16",
        Some("int32") => "i32",
        Some("uint8") => "u8",
        Some("uint16") => "u16",
        Some("uint32") => "u32",
        Some("uint64" | "uint") => "u64",
        Some("int64" | "int" | "long") => "i64",
        _ => "Integer",
    }
}

/// The spellings of the JSON text of a value: unchanged, and for a whole number also without a fraction or an
/// exponent, which comes last.
pub(crate) fn spellings(json: &str) -> Vec<String> {
    let number: Option<f64> = json.parse().ok().filter(|_| !json.starts_with('"'));
    let whole = number.filter(|one| one.fract() == 0.0 && one.abs() < 9e15);
    let plain = whole.map(|one| format!("{one:.0}")).filter(|plain| plain != json);
    std::iter::once(json.to_owned()).chain(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_has_a_type_or_a_sentence() {
        for format in STRING_FORMATS {
            let StringFormat { name, ty, says, .. } = format;
            assert!(ty.is_some() != says.is_some(), "{name}");
            assert!(says.is_none_or(|says| says.ends_with('.')), "{name}");
            assert_eq!(string_format(name), Some(format));
        }
    }

    #[test]
    fn the_documentation_names_a_format_that_has_no_row() {
        assert_eq!(sentence("date"), None);
        assert_eq!(sentence("int64"), None);
        assert_eq!(sentence("uri").as_deref(), Some("A URI (RFC 3986)."));
        assert_eq!(sentence("a`b").as_deref(), Some("Its format is ``a`b``."));
    }
}
