//! Rust names for the names of a document.
//!
//! There is one rule for each kind of name, so that checks, models and operations agree on every name.

use heck::{ToPascalCase, ToSnakeCase};

use crate::rust::scope::Scope;

/// The name of a type or of a variant. Converting it again does not change it: `x_y` becomes `Xy`, because
/// progenitor converts names once more, and would turn `XY` into `Xy`.
pub(crate) fn pascal(name: &str) -> String {
    name.to_pascal_case().to_pascal_case()
}

/// The name of the method for an operation. In Pascal case it is the name of its builder.
pub(crate) fn method_name(operation_id: &str) -> String {
    let name = snake(operation_id);
    if name.to_pascal_case() == pascal(operation_id) { name } else { snake(&pascal(operation_id)) }
}

/// The name of a field, a parameter or a method. A keyword gets a trailing `_`.
pub(crate) fn snake(name: &str) -> String {
    let name = name.to_snake_case();
    if is_keyword(&name) { format!("{name}_") } else { name }
}

/// The client method for a method name: a name that the client uses itself gets a trailing `_`.
pub(crate) fn client_method(name: &str) -> String {
    if Scope::ClientMethods.has(name) { format!("{name}_") } else { name.to_owned() }
}

/// The name of a parameter or a setter for any text: a text that is not a Rust name by itself follows the
/// word `value`.
pub(crate) fn argument(name: &str) -> String {
    let ascii: String = name.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let name = snake(&ascii);
    if is_usable(&name) { name } else { snake(&format!("value {ascii}")) }
}

/// The name of a type or a variant for any text: a text that is not a Rust name by itself follows another
/// word.
pub(crate) fn usable_pascal(name: &str, word: &str) -> String {
    let ascii: String = name.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let name = pascal(&ascii);
    if is_usable(&name) { name } else { pascal(&format!("{word} {ascii}")) }
}

/// The name of the module of a tag.
pub(crate) fn module(tag: &str) -> String {
    file(tag)
}

/// The variant of a union for the type that it holds: within the union, the type does not repeat the union's
/// name.
pub(crate) fn union_variant(union: &str, member: &str) -> String {
    let (union, member) = (pascal(union), pascal(member));
    match member.strip_prefix(union.as_str()) {
        // Only whole words: `Payment` is not a `ment` of `Pay`.
        Some(rest) if rest.starts_with(char::is_uppercase) && rest != "Unknown" => rest.to_owned(),
        _ => member,
    }
}

/// The name of the type of an operation's error responses.
pub(crate) fn error_type(operation_id: &str) -> String {
    format!("{}Error", pascal(operation_id))
}

/// The name of the type of an operation's body if that can have several media types.
pub(crate) fn body_type(operation_id: &str) -> String {
    format!("{}Body", pascal(operation_id))
}

/// The name of the type of an operation's successes, if they differ by status.
pub(crate) fn response_type(operation_id: &str) -> String {
    format!("{}Response", pascal(operation_id))
}

/// The name of the type of an operation's form, if it has files.
pub(crate) fn form_type(operation_id: &str) -> String {
    format!("{}Form", pascal(operation_id))
}

/// The variant of an error type for a status: its reason phrase in RFC 9110 and related RFCs.
pub(crate) fn status_variant(status: u16) -> String {
    let name = match status {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        415 => "UnsupportedMediaType",
        422 => "UnprocessableEntity",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        other => return format!("Status{other}"),
    };
    name.to_owned()
}

/// The greatest length of a name in bytes: the file name also has an extension and is longer in snake case,
/// and file systems allow names of 255 bytes.
const LONGEST: usize = 160;

/// A name cut to the length of a file name. Names that become equal get numbers.
pub(crate) fn cut(name: &str) -> &str {
    let end = (0..=LONGEST.min(name.len())).rfind(|end| name.is_char_boundary(*end));
    &name[..end.unwrap_or_default()]
}

/// The name of a file or of a module with a file: in lower case, so that no two names are equal on file
/// systems that ignore case, and never one that Windows reserves for devices.
pub(crate) fn file(name: &str) -> String {
    let name = snake(name);
    if is_device(&name) { format!("{name}_") } else { name }
}

/// Whether a file of this name, with any extension, would be a device on Windows
/// (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>).
pub fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered = || {
        let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
        port.is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
    };
    matches!(name.as_str(), "aux" | "con" | "conin$" | "conout$" | "nul" | "prn") || numbered()
}

/// The type for any name of a document.
pub(crate) fn usable_type(name: &str) -> String {
    let text = ascii(name);
    match pascal(cut(&text)) {
        name if Scope::Types.has(&name) => format!("{name}Model"),
        name if is_usable(&name) => name,
        name if name.is_empty() => match pascal(&spelled(&text)) {
            name if is_usable(&name) => name,
            _ => "Unnamed".to_owned(),
        },
        name => format!("N{name}"),
    }
}

/// The variant for any value of an enum, or for any variant of a union.
pub(crate) fn usable_variant(value: &str) -> String {
    let text = ascii(value);
    let plain = pascal(&text);
    let sign = text.strip_prefix('-').map(|_| "Minus").unwrap_or_default();
    match format!("{sign}{plain}") {
        _ if plain.is_empty() => match pascal(&spelled(&text)) {
            name if is_usable(&name) => name,
            _ => "Empty".to_owned(),
        },
        name if name == "Self" || name == "Unknown" => format!("{name}Value"),
        name if is_usable(&name) => name,
        name => format!("N{name}"),
    }
}

/// The field for any property name.
pub(crate) fn usable_field(name: &str) -> String {
    let text = ascii(name);
    match snake(&text) {
        name if is_usable(&name) => name,
        name if name.is_empty() => match snake(&spelled(&text)) {
            name if is_usable(&name) => name,
            _ => "empty".to_owned(),
        },
        name => format!("n{name}"),
    }
}

/// A text transliterated to ASCII.
fn ascii(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_ascii() { text.into() } else { deunicode::deunicode(text).into() }
}

/// The signs of a text by name.
fn spelled(text: &str) -> String {
    let name = |sign: char| match sign {
        '+' => "plus",
        '-' => "minus",
        '>' => "greater",
        '<' => "less",
        '=' => "equal",
        '!' => "not",
        '*' => "star",
        '/' => "slash",
        '.' => "dot",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '^' => "caret",
        '~' => "tilde",
        ':' => "colon",
        ',' => "comma",
        '?' => "question",
        '_' => "underscore",
        ' ' => "space",
        _ => "sign",
    };
    text.chars().map(name).collect::<Vec<_>>().join(" ")
}

/// Whether a converted name is a valid Rust identifier.
pub(crate) fn is_usable(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_ok() && name.is_ascii()
}

fn is_keyword(name: &str) -> bool {
    // This keyword is newer than the editions that the parser knows.
    if name == "gen" {
        return true;
    }
    syn::parse_str::<syn::Ident>(name).is_err()
        && syn::parse_str::<syn::Ident>(&format!("{name}_")).is_ok()
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_leaves_out_whole_words_of_its_union() {
        assert_eq!(union_variant("Pay", "PayCard"), "Card");
        assert_eq!(union_variant("Pay", "Payment"), "Payment");
        assert_eq!(union_variant("Gateway", "Gatewayapi"), "Gatewayapi");
        assert_eq!(union_variant("Pay", "PayUnknown"), "PayUnknown");
    }

    #[test]
    fn names_follow_the_rules_of_rust() {
        assert_eq!(pascal("APIErrorResponse"), "ApiErrorResponse");
        assert_eq!(pascal("x_y"), "Xy");
        assert_eq!(method_name("x_y"), "xy");
        assert_eq!(method_name("list_2_users"), "list_2_users");
        assert_eq!(snake("filter[status]"), "filter_status");
        assert_eq!(snake("type"), "type_");
        assert_eq!(snake("2fa"), "2fa");
        assert!(!is_usable("2fa"));
        assert!(!is_usable(""));
    }
}
