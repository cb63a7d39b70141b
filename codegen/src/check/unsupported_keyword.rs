//! Schemas use the keywords that models can keep.

use serde_json::Value;

use super::{Check, Kind, Object, Problems, Scope, View};

pub(super) const CHECK: Check = Check {
    code: "unsupported-keyword",
    rule: "A schema is an object, a list, text, an integer, a flag, a union by `oneOf`, or anything (`{}`).",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for schema in view.all(Kind::Schema) {
        for (keyword, help) in [
            ("allOf", "write the merged object in its place"),
            ("anyOf", "use `oneOf`, if no value fits two of the schemas"),
            ("not", "leave it out: a model cannot say what a value is not"),
        ] {
            if schema.members.contains_key(keyword) {
                problems.add(&schema.at(keyword), format!("`{keyword}` is not supported"), help);
            }
        }
        if schema.members.get("additionalProperties").is_some_and(Value::is_object) {
            let help = "write `additionalProperties: true`: unknown members are kept as they come";
            let place = schema.at("additionalProperties");
            problems.add(&place, "typed additional properties are not supported", help);
        }
        by_type(schema, problems);
        values(schema, problems);
        required(schema, problems);
    }
}

fn by_type(schema: &Object<'_>, problems: &mut Problems<'_>) {
    match schema.text("type") {
        Some("number") => {
            let help = "use `integer` if it is one, or `{}` to keep any value as it comes";
            problems.add(&schema.at("type"), "`number` is not supported yet", help);
        }
        Some("integer") => match schema.text("format") {
            None | Some("int32" | "int64") => {}
            Some(other) => {
                let message = format!("an integer of format `{other}` is not supported");
                problems.add(&schema.at("format"), message, "use int32 or int64");
            }
        },
        Some("array") if !schema.members.contains_key("items") => {
            problems.add(
                &schema.pointer,
                "the list does not say what its items are",
                "add `items:`; `items: {}` stands for anything",
            );
        }
        Some(_) if schema.members.contains_key("oneOf") => {
            problems.add(
                &schema.at("oneOf"),
                "`type` and `oneOf` together are not supported",
                "take `type` out",
            );
        }
        None => {
            for (keyword, kind) in
                [("properties", "object"), ("items", "array"), ("enum", "string")]
            {
                if schema.members.contains_key(keyword) {
                    let help = format!("add `type: {kind}`");
                    problems.add(
                        &schema.at(keyword),
                        format!("`{keyword}` without `type` says nothing"),
                        help,
                    );
                }
            }
        }
        Some(_) => {}
    }
}

fn values(schema: &Object<'_>, problems: &mut Problems<'_>) {
    let Some(values) = schema.members.get("enum").and_then(Value::as_array) else { return };
    let place = schema.at("enum");
    if schema.text("type").is_some_and(|kind| kind != "string") {
        problems.add(
            &place,
            "an enum of anything but text is not supported",
            "leave `enum` out and tell the values in the description",
        );
        return;
    }
    let texts = values.iter().filter(|value| value.is_string()).count();
    if texts == 0 {
        problems.add(&place, "the enum has no text", "list its values, between quotes");
    }
    for (index, value) in values.iter().enumerate() {
        let place = format!("{place}/{index}");
        if values[..index].contains(value) {
            problems.add(&place, format!("the value {value} is there twice"), "take one out");
        } else if value.is_null() && !schema.flag("nullable") {
            problems.add(
                &place,
                "null is listed, but the schema is not nullable",
                "add `nullable: true`",
            );
        } else if !value.is_null() && !value.is_string() {
            problems.add(&place, format!("the value {value} is not text"), "put it between quotes");
        }
    }
    let names = schema.texts("x-enum-varnames").count();
    if schema.members.contains_key("x-enum-varnames") && names != texts {
        let message = format!("{names} names for {texts} values");
        problems.add(
            &schema.at("x-enum-varnames"),
            message,
            "give each value that is text one name, in order",
        );
    }
}

fn required(schema: &Object<'_>, problems: &mut Problems<'_>) {
    let names: Vec<&str> = schema.map("properties").map(|(name, _)| name.as_str()).collect();
    let list = schema.members.get("required").and_then(Value::as_array).into_iter().flatten();
    for (index, name) in list.enumerate() {
        let Some(name) = name.as_str().filter(|name| !names.contains(name)) else { continue };
        let help = match super::nearest(name, names.iter().copied()) {
            Some(other) => format!("did you mean `{other}`?"),
            None => format!("describe `{name}` under `properties`"),
        };
        let place = format!("{}/required/{index}", schema.pointer);
        problems.add(&place, format!("`{name}` is required, but not described"), help);
    }
}
