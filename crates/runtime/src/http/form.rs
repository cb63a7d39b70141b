//! Bodies of the type `application/x-www-form-urlencoded`.

use crate::http::encoding::Encoding;
use crate::http::invalid_request::InvalidRequest;
use crate::http::parameter::escape::escaped;
use crate::http::parameter::part::Part;
use crate::http::parameter::style::Style;

/// The text of a form: the properties of an object, according to their encodings. Without an encoding, the
/// items of an array are written one by one, and objects as JSON.
///
/// # Errors
///
/// When the value is not an object.
pub(crate) fn text(part: &Part, encodings: &[Encoding]) -> Result<String, InvalidRequest> {
    let Part::Object(properties) = part else {
        return Err(InvalidRequest::new("the body is not an object and cannot be sent as a form"));
    };
    let pairs = properties.iter().flat_map(|(name, value)| {
        match encodings.iter().find(|encoding| encoding.name == name) {
            Some(encoding) => encoding.pairs(value),
            None => Style::Form { explode: true }.pairs_of_member(name, value, escaped),
        }
    });
    let pairs: Vec<String> = pairs.map(|(name, text)| format!("{name}={text}")).collect();
    Ok(pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_pairs() {
        let value =
            serde_json::json!({"a b": "c&d", "e": [1, null, "ü"], "f": {"g": 1}, "h": null});
        let form = text(&Part::of("body", &value).unwrap(), &[]).unwrap();
        assert_eq!(form, "a%20b=c%26d&e=1&e=%C3%BC&f=%7B%22g%22%3A1%7D");
        assert!(text(&Part::of("body", &"text").unwrap(), &[]).is_err());
    }

    #[test]
    fn properties_are_written_as_their_encodings_say() {
        let form = |value: serde_json::Value, encoding: Encoding| {
            text(&Part::of("body", &value).unwrap(), &[encoding]).unwrap()
        };
        let a = Encoding::of("a");
        let joined = a.style(Style::Form { explode: false });
        let apart = a.style(Style::Form { explode: true });
        let deep = a.style(Style::DeepObject);
        let json = a.content_type("application/json; charset=utf-8");
        let inner = serde_json::json!({"x": 1, "y": {"z": [true, null, {"w": "&"}]}});
        let list = serde_json::json!(["x y", null, 2]);
        let rows = [
            (joined, list.clone(), "a=x%20y,2"),
            (apart, list.clone(), "a=x%20y&a=2"),
            (a.style(Style::PipeDelimited), list.clone(), "a=x%20y%7C2"),
            (a.style(Style::SpaceDelimited), list.clone(), "a=x%20y%202"),
            (deep, list.clone(), "a%5B0%5D=x%20y&a%5B1%5D=2"),
            (json, list, "a=%22x%20y%22&a=2"),
            (joined, serde_json::json!([]), ""),
            (deep, serde_json::json!([]), ""),
            (deep, serde_json::json!("x"), "a=x"),
            (deep, serde_json::json!(null), ""),
            (json, serde_json::json!(null), ""),
            (json, serde_json::json!("x"), "a=%22x%22"),
            (apart, serde_json::json!({"G": 2, "R": 1}), "G=2&R=1"),
            (joined, serde_json::json!({"G": 2, "R": 1}), "a=G,2,R,1"),
            (
                a.style(Style::Form { explode: true }).reserved(),
                serde_json::json!("/:&#"),
                "a=/:%26%23",
            ),
            (a.content_type("text/plain"), serde_json::json!("x"), "a=x"),
        ];
        for (encoding, value, expected) in rows {
            assert_eq!(form(serde_json::json!({ "a": value }), encoding), expected, "{encoding:?}");
        }
        let expected =
            "a%5Bx%5D=1&a%5By%5D%5Bz%5D%5B0%5D=true&a%5By%5D%5Bz%5D%5B1%5D%5Bw%5D=%26&b=1";
        assert_eq!(form(serde_json::json!({ "a": inner, "b": 1 }), deep), expected);
    }
}
