//! A decoded body for people: the original JSON, with the result of the model beside each value.
//!
//! It is made from the body and the `{:#?}` output of its model. A comment names the struct of an object and
//! the variant of a union or an enum, and marks values that no schema lists and the tag of a union, which has
//! no field. An absent property has no line, so a new optional property of a model changes nothing here.

use std::fmt::Write as _;

use crate::shown::Shown;
use guestlist::execution::mutations::tree::Tree;

/// The body, with one line for each value.
pub fn annotated(body: &Tree, model: &Shown) -> String {
    let mut text = String::new();
    write(body, Some(model), "", "", &mut text);
    text
}

/// Writes a value between `head`, its indentation and name, and `end`.
fn write(value: &Tree, shown: Option<&Shown>, head: &str, end: &str, text: &mut String) {
    let Some(shown) = shown.map(Shown::held) else {
        _ = writeln!(text, "{head}{}{end}  // the tag", value.text());
        return;
    };
    let note = note(value, shown);
    let indent = head.len() - head.trim_start().len();
    let (inner, outer) = (" ".repeat(indent + 2), " ".repeat(indent));
    // The content of a variant is the value itself.
    let content = match (&shown.items[..], value) {
        ([held], Tree::Object(_) | Tree::List(_)) if !shown.name.is_empty() => held,
        _ => shown,
    };
    match value {
        Tree::Object(properties) if !properties.is_empty() => {
            _ = writeln!(text, "{head}{{{note}");
            for (at, (name, value)) in properties.iter().enumerate() {
                let end = if at + 1 < properties.len() { "," } else { "" };
                let head = format!("{inner}{name:?}: ");
                if content.field("extra").is_some_and(|extra| extra.entry(name).is_some()) {
                    _ = writeln!(text, "{head}{}{end}  // not listed", value.text());
                    continue;
                }
                let additional = || content.field("additional")?.entry(name);
                let field = content.entry(name).or(content.field(name)).or_else(additional);
                write(value, field, &head, end, text);
            }
            _ = writeln!(text, "{outer}}}{end}");
        }
        Tree::List(items) if !items.is_empty() => {
            _ = writeln!(text, "{head}[{note}");
            for (at, item) in items.iter().enumerate() {
                let end = if at + 1 < items.len() { "," } else { "" };
                write(item, content.items.get(at), &inner, end, text);
            }
            _ = writeln!(text, "{outer}]{end}");
        }
        _ => _ = writeln!(text, "{head}{}{end}{note}", value.text()),
    }
}

/// The comment beside a value.
fn note(value: &Tree, shown: &Shown) -> String {
    let is_name = !shown.is_quoted
        && shown.name.starts_with(|first: char| first.is_uppercase())
        && shown.name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    if !is_name || (shown.name == "Null" && value.text() == "null") {
        return String::new();
    }
    match &shown.items[..] {
        [held] if !held.is_quoted && matches!(value, Tree::Object(_)) && !held.name.is_empty() => {
            format!("  // {}({})", shown.name, held.name)
        }
        _ => format!("  // {}", shown.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_variants_and_unlisted_properties_stand_beside_their_values() {
        let body = Tree::parse(
            br#"{"kind":"Round","shape":{"at":"2024-02-29T12:00:00Z"},"odd":[1,"x"],"none":null,"role":"host"}"#,
        );
        let model = Shown::parse(
            r#"Party { kind: Some(Round), shape: Circle(Ring { at: 2024-02-29T12:00:00Z, by: None }), none: Null, role: Unknown("host"), left: Absent, extra: {"odd": [1,"x"]} }"#,
        );
        let expected = "{  // Party\n  \"kind\": \"Round\",  // Round\n  \"shape\": {  // Circle(Ring)\n    \
                        \"at\": \"2024-02-29T12:00:00Z\"\n  },\n  \"odd\": [1,\"x\"],  // not listed\n  \"none\": null,\n  \"role\": \"host\"  // \
                        Unknown\n}\n";
        assert_eq!(annotated(&body.unwrap(), &model), expected);
    }
}
