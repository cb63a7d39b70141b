//! Bodies of the type `application/x-www-form-urlencoded`.

use crate::http::invalid_request::InvalidRequest;
use crate::http::parameter::escape::escaped;
use crate::http::parameter::part::Part;
use crate::http::parameter::style::Style;

/// The text of a form: the members of an object by name, a list's items one by one, and objects in
/// it as JSON.
///
/// # Errors
///
/// When the value is not an object.
pub(crate) fn text(part: &Part) -> Result<String, InvalidRequest> {
    if !matches!(part, Part::Object(_)) {
        return Err(InvalidRequest::new("the body is not an object and cannot be sent as a form"));
    }
    let pairs = Style::Form { explode: true }.pairs("", part, escaped);
    let pairs: Vec<String> = pairs.iter().map(|(name, text)| format!("{name}={text}")).collect();
    Ok(pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_pairs() {
        let value =
            serde_json::json!({"a b": "c&d", "e": [1, null, "ü"], "f": {"g": 1}, "h": null});
        let form = text(&Part::of("body", &value).unwrap()).unwrap();
        assert_eq!(form, "a%20b=c%26d&e=1&e=%C3%BC&f=%7B%22g%22%3A1%7D");
        assert!(text(&Part::of("body", &"text").unwrap()).is_err());
    }
}
