//! The kinds of edits, and the code that makes them.
//!
//! An edit changes one thing in a document, and returns what it changed. It does not check whether the result
//! is still valid.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// A kind of edit.
#[derive(Debug)]
pub(super) struct Edit {
    /// Its name in tables.
    pub(super) name: &'static str,
    /// Its inherent effect on callers or on the wire format.
    pub(super) expected: Expected,
    /// Makes the change in a value that it applies to; none if that is not possible.
    change: fn(&mut Value, &mut Rng) -> Option<String>,
    /// Whether it applies to a value of the document.
    of: fn(&str, &Value) -> bool,
}

/// The known effect of an edit before anything is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// Only the execution can tell.
    Unknown,
    Breaks,
    Harmless,
}

use Expected::{Breaks, Harmless, Unknown};

/// All kinds.
pub(super) const EDITS: &[Edit] = &[
    Edit { name: "add a property", expected: Unknown, change: add_property, of: is_object },
    Edit { name: "add a required property", expected: Breaks, change: add_required, of: is_object },
    Edit { name: "remove a property", expected: Breaks, change: remove_property, of: is_object },
    Edit { name: "rename a property", expected: Breaks, change: rename_property, of: is_object },
    Edit { name: "retype a property", expected: Breaks, change: retype_property, of: is_object },
    Edit { name: "change a format", expected: Unknown, change: format, of: is_object },
    Edit { name: "require a property", expected: Breaks, change: require, of: is_object },
    Edit { name: "require a property no more", expected: Breaks, change: unrequire, of: is_object },
    Edit { name: "make a property nullable", expected: Breaks, change: nullable, of: is_object },
    Edit {
        name: "make it nullable no more",
        expected: Breaks,
        change: not_nullable,
        of: is_object,
    },
    Edit { name: "add a value to an enum", expected: Unknown, change: add_value, of: is_enum },
    Edit { name: "remove a value of an enum", expected: Breaks, change: remove_value, of: is_enum },
    Edit { name: "add a parameter", expected: Harmless, change: add_parameter, of: is_operation },
    Edit {
        name: "add a required parameter",
        expected: Breaks,
        change: add_required_parameter,
        of: is_operation,
    },
    Edit {
        name: "remove a parameter",
        expected: Breaks,
        change: remove_parameter,
        of: is_operation,
    },
    Edit {
        name: "require a parameter",
        expected: Breaks,
        change: require_parameter,
        of: is_operation,
    },
    Edit { name: "add a status", expected: Unknown, change: add_status, of: is_operation },
    Edit { name: "remove a status", expected: Breaks, change: remove_status, of: is_operation },
    Edit { name: "change a media type", expected: Unknown, change: media_type, of: has_content },
    Edit { name: "change security", expected: Breaks, change: security, of: is_operation },
    Edit { name: "change the server", expected: Breaks, change: server, of: is_document },
];

/// Two documents that somebody wrote.
pub(super) const CASE: Edit =
    Edit { name: "a case of a rule", expected: Unknown, change: |_, _| None, of: |_, _| false };

impl Edit {
    /// The document after one edit, and what was edited; none if the edit does not apply.
    pub(super) fn apply(&self, document: &Value, chance: &mut Rng) -> Option<(Value, String)> {
        let mut places = Vec::new();
        collect("", document, self.of, &mut places);
        chance.shuffle(&mut places);
        for pointer in places.into_iter().take(20) {
            let mut changed = document.clone();
            let place = changed.pointer_mut(&pointer)?;
            if let Some(what) = (self.change)(place, chance) {
                return Some((changed, format!("{pointer}: {what}")));
            }
        }
        None
    }
}

fn collect(pointer: &str, value: &Value, is: fn(&str, &Value) -> bool, found: &mut Vec<String>) {
    if is(pointer, value) {
        found.push(pointer.to_owned());
    }
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                if matches!(
                    name.as_str(),
                    "example" | "examples" | "default" | "enum" | "callbacks"
                ) {
                    continue;
                }
                let step = name.replace('~', "~0").replace('/', "~1");
                collect(&format!("{pointer}/{step}"), inner, is, found);
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                collect(&format!("{pointer}/{at}"), inner, is, found);
            }
        }
        _ => {}
    }
}

fn is_object(pointer: &str, value: &Value) -> bool {
    let has = |name: &str| value.get(name).is_some();
    // The `properties` object is not a schema, even if one of its properties has this name.
    !pointer.ends_with("/properties")
        && value["properties"].as_object().is_some_and(|all| !all.is_empty())
        && !(has("allOf") || has("oneOf") || has("anyOf"))
}

fn is_enum(_: &str, value: &Value) -> bool {
    let values = value["enum"].as_array();
    values.is_some_and(|all| all.len() > 1 && all.iter().all(Value::is_string))
}

fn is_operation(pointer: &str, value: &Value) -> bool {
    let method = pointer.rsplit('/').next().unwrap_or_default();
    pointer.starts_with("/paths/")
        && matches!(method, "get" | "put" | "post" | "delete" | "patch")
        && value["responses"].is_object()
}

fn has_content(pointer: &str, value: &Value) -> bool {
    pointer.starts_with("/paths/") && value["content"]["application/json"].is_object()
}

fn is_document(pointer: &str, _: &Value) -> bool {
    pointer.is_empty()
}

fn properties(schema: &mut Value) -> Option<&mut Map<String, Value>> {
    schema.get_mut("properties")?.as_object_mut()
}

fn required(schema: &Value) -> Vec<String> {
    let names = schema["required"].as_array().into_iter().flatten();
    names.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A random property among those that satisfy a condition.
fn pick(schema: &Value, chance: &mut Rng, is: impl Fn(&str, &Value) -> bool) -> Option<String> {
    let all = schema["properties"].as_object()?;
    let names: Vec<&String> =
        all.iter().filter(|(name, one)| is(name, one)).map(|(name, _)| name).collect();
    (!names.is_empty()).then(|| names[chance.usize(..names.len())].clone())
}

fn add_property(schema: &mut Value, chance: &mut Rng) -> Option<String> {
    let types = ["string", "integer", "boolean", "number"];
    let ty = types[chance.usize(..types.len())];
    properties(schema)?.insert("addedLater".to_owned(), json!({ "type": ty }));
    Some(format!("addedLater of {ty}"))
}

fn add_required(schema: &mut Value, chance: &mut Rng) -> Option<String> {
    let what = add_property(schema, chance)?;
    let mut names = required(schema);
    names.push("addedLater".to_owned());
    schema["required"] = json!(names);
    Some(what)
}

fn remove_property(schema: &mut Value, chance: &mut Rng) -> Option<String> {
    let name = pick(schema, chance, |_, _| true)?;
    properties(schema)?.shift_remove_entry(&name)?;
    set_required(schema, |names| names.retain(|one| *one != name));
    Some(name)
}

fn set_required(schema: &mut Value, change: impl FnOnce(&mut Vec<String>)) {
    let mut names = required(schema);
    change(&mut names);
    match (names.is_empty(), schema.as_object_mut()) {
        (true, Some(schema)) => drop(schema.shift_remove_entry("required")),
        _ => schema["required"] = json!(names),
    }
}

fn rename_property(schema: &mut Value, chance: &mut Rng) -> Option<String> {
    let name = pick(schema, chance, |_, _| true)?;
    let (_, value) = properties(schema)?.shift_remove_entry(&name)?;
    properties(schema)?.insert("renamedLater".to_owned(), value);
    set_required(schema, |names| {
        names.iter_mut().filter(|one| **one == name).for_each(|one| "renamedLater".clone_into(one));
    });
    Some(name)
}

fn retype_property(schema: &mut Value, chance: &mut Rng) -> Option<String> {
    let is_plain = |_: &str, one: &Value| {
        matches!(one["type"].as_str(), Some("string" | "integer" | "boolean" | "number"))
    };
    let name = pick(schema, chance, is_plain)?;
    let property = properties(schema)?.get_mut(&name)?;
    let ty = match property["type"].as_str()? {
        "string" => "integer",
        "integer" => "boolean",
        "boolean" => "string",
        _ => "string",
    };
    *property = json!({ "type": ty });
    Some(format!("{name} to {ty}"))
}

fn format(schema: &mut Value, chance: &mut Rng) -> Option<String> {
    let is_plain = |_: &str, one: &Value| {
        matches!(one["type"].as_str(), Some("string" | "integer")) && one.get("enum").is_none()
    };
    let name = pick(schema, chance, is_plain)?;
    let property = properties(schema)?.get_mut(&name)?;
    let formats = match property["type"].as_str()? {
        "string" => ["date-time", "date", "uuid"],
        _ => ["int32", "int64", "uint8"],
    };
    let format = formats[chance.usize(..formats.len())];
    property.as_object_mut()?.retain(|word, _| matches!(word.as_str(), "type" | "nullable"));
    if property["format"] != format && chance.bool() {
        property["format"] = json!(format);
    }
    Some(format!("{name} to {}", property["format"]))
}

fn require(schema: &mut Value, chance: &mut Rng) -> Option<String> {
    let known = required(schema);
    let name = pick(schema, chance, |name, one| {
        !known.contains(&name.to_owned())
            && one.get("readOnly").is_none()
            && one.get("writeOnly").is_none()
    })?;
    set_required(schema, |names| names.push(name.clone()));
    Some(name)
}

fn unrequire(schema: &mut Value, chance: &mut Rng) -> Option<String> {
    let known = required(schema);
    let name = pick(schema, chance, |name, _| known.contains(&name.to_owned()))?;
    set_required(schema, |names| names.retain(|one| *one != name));
    Some(name)
}

fn nullable(schema: &mut Value, chance: &mut Rng) -> Option<String> {
    let is_plain = |_: &str, one: &Value| {
        one["type"].is_string() && one.get("nullable").is_none() && one.get("enum").is_none()
    };
    let name = pick(schema, chance, is_plain)?;
    properties(schema)?.get_mut(&name)?["nullable"] = json!(true);
    Some(name)
}

fn not_nullable(schema: &mut Value, chance: &mut Rng) -> Option<String> {
    let name = pick(schema, chance, |_, one| one["nullable"] == true && one.get("enum").is_none())?;
    properties(schema)?.get_mut(&name)?.as_object_mut()?.shift_remove_entry("nullable")?;
    Some(name)
}

fn add_value(schema: &mut Value, _: &mut Rng) -> Option<String> {
    schema["enum"].as_array_mut()?.push(json!("added_later"));
    Some("added_later".to_owned())
}

fn remove_value(schema: &mut Value, chance: &mut Rng) -> Option<String> {
    let values = schema["enum"].as_array_mut()?;
    let value = values.remove(chance.usize(..values.len()));
    if schema["default"] == value {
        schema.as_object_mut()?.shift_remove_entry("default")?;
    }
    Some(value.to_string())
}

fn parameter(operation: &mut Value, is_required: bool) -> Option<String> {
    let parameters = operation.as_object_mut()?.entry("parameters").or_insert_with(|| json!([]));
    parameters.as_array_mut()?.push(json!({
        "name": "added_later", "in": "query", "required": is_required,
        "description": "Added later.", "schema": { "type": "string" },
    }));
    Some("added_later".to_owned())
}

fn add_parameter(operation: &mut Value, _: &mut Rng) -> Option<String> {
    parameter(operation, false)
}

fn add_required_parameter(operation: &mut Value, _: &mut Rng) -> Option<String> {
    parameter(operation, true)
}

fn remove_parameter(operation: &mut Value, chance: &mut Rng) -> Option<String> {
    let parameters = operation["parameters"].as_array_mut()?;
    let at: Vec<usize> = (0..parameters.len())
        .filter(|at| matches!(parameters[*at]["in"].as_str(), Some("query" | "header")))
        .collect();
    let at = *at.get(chance.usize(..at.len().max(1)))?;
    Some(parameters.remove(at)["name"].to_string())
}

fn require_parameter(operation: &mut Value, _: &mut Rng) -> Option<String> {
    let parameters = operation["parameters"].as_array_mut()?;
    let is_optional = |one: &&mut Value| one["in"] == "query" && one["required"] != true;
    let one = parameters.iter_mut().find(is_optional)?;
    one["required"] = json!(true);
    Some(one["name"].to_string())
}

fn add_status(operation: &mut Value, _: &mut Rng) -> Option<String> {
    let responses = operation["responses"].as_object_mut()?;
    responses.insert("418".to_owned(), json!({ "description": "Added later." }));
    Some("418".to_owned())
}

fn remove_status(operation: &mut Value, chance: &mut Rng) -> Option<String> {
    let responses = operation["responses"].as_object_mut()?;
    let names: Vec<String> = responses.keys().cloned().collect();
    let name = names.get(chance.usize(..names.len().max(1)))?;
    responses.shift_remove_entry(name)?;
    Some(name.clone())
}

fn media_type(message: &mut Value, _: &mut Rng) -> Option<String> {
    let content = message["content"].as_object_mut()?;
    let (_, value) = content.shift_remove_entry("application/json")?;
    content.insert("application/vnd.later+json".to_owned(), value);
    Some("application/json".to_owned())
}

fn security(operation: &mut Value, _: &mut Rng) -> Option<String> {
    let asks = operation["security"].as_array().is_some_and(|all| !all.is_empty());
    asks.then(|| operation["security"] = json!([])).map(|()| "nobody is asked".to_owned())
}

fn server(document: &mut Value, _: &mut Rng) -> Option<String> {
    let servers = document["servers"].as_array_mut()?;
    *servers.first_mut()? = json!({ "url": "https://later.example/v9" });
    Some("later.example".to_owned())
}
