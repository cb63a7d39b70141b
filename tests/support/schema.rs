//! What the document itself says of a body: read here once more, apart from the generator.

use serde_json::{Value, json};

use crate::catalogue::Message;
use crate::tree::{Step, Tree, written};

/// A document that bodies are held against.
pub struct Judge {
    document: Value,
}

impl Judge {
    /// A judge by a document.
    pub fn new(document: Value) -> Self {
        Self { document }
    }

    /// What is wrong with a body: the paths at which an independent JSON Schema validator refuses
    /// it. `nullable` is translated, because JSON Schema has no such keyword.
    pub fn faults(&self, operation: &str, message: Message, body: &Value) -> Vec<String> {
        let mut schema = self.schema(operation, message).clone();
        let mut components = json!({ "schemas": self.document["components"]["schemas"] });
        translate(&mut schema);
        translate(&mut components);
        schema["components"] = components;
        let validator = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .build(&schema)
            .expect("a schema");
        let faults = validator.iter_errors(body).map(|fault| fault.instance_path().to_string());
        faults.collect()
    }

    /// The variant that each union in a body has to be read as, by its path.
    pub fn variants(&self, operation: &str, message: Message, body: &Tree) -> Vec<(String, &str)> {
        let mut found = Vec::new();
        self.visit(self.schema(operation, message), body, &mut Vec::new(), &mut found);
        found
    }

    fn visit<'a>(
        &'a self,
        schema: &'a Value,
        body: &Tree,
        path: &mut Vec<Step>,
        found: &mut Vec<(String, &'a str)>,
    ) {
        let schema = self.follow(schema);
        if let Some(members) = schema.get("oneOf").and_then(Value::as_array) {
            found.push((written(path), self.variant(members, body)));
            return;
        }
        match body {
            Tree::Object(members) => {
                for (name, value) in members {
                    if let Some(inner) = schema.get("properties").and_then(|all| all.get(name)) {
                        path.push(Step::Member(name.clone()));
                        self.visit(inner, value, path, found);
                        path.pop();
                    }
                }
            }
            Tree::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push(Step::Item(index));
                    self.visit(schema.get("items").unwrap_or(&Value::Null), item, path, found);
                    path.pop();
                }
            }
            Tree::Scalar(_) => {}
        }
    }

    /// The variant of a union: by the kind of the value, or by the one text that `type` may have.
    fn variant<'a>(&'a self, members: &'a [Value], body: &Tree) -> &'a str {
        let has_list = members.iter().any(|member| self.follow(member)["type"] == "array");
        if has_list {
            return if matches!(body, Tree::List(_)) { "List" } else { "Object" };
        }
        let tag = body.at(&[Step::Member("type".to_owned())]);
        let chosen = members.iter().find(|member| {
            let allowed = self.follow(&self.follow(member)["properties"]["type"]);
            tag == Some(&Tree::Scalar(allowed["enum"][0].clone()))
        });
        let reference = chosen.and_then(|member| member["$ref"].as_str());
        reference.and_then(|target| target.rsplit('/').next()).unwrap_or("Unknown")
    }

    fn schema(&self, operation: &str, message: Message) -> &Value {
        let items = self.document["paths"].as_object().into_iter().flatten();
        let operations = items.flat_map(|(_, item)| item.as_object().into_iter().flatten());
        let mut found = operations.filter(|(_, one)| one["operationId"] == operation);
        let (_, found) = found.next().expect("an operation");
        let body = match message {
            Message::Request => &found["requestBody"],
            Message::Status(status) => &found["responses"][status.to_string()],
        };
        let content = self.follow(body)["content"].as_object().expect("a body");
        &content.values().next().expect("a media type")["schema"]
    }

    fn follow<'a>(&'a self, value: &'a Value) -> &'a Value {
        let target = value.get("$ref").and_then(Value::as_str).and_then(|t| t.strip_prefix('#'));
        target.and_then(|pointer| self.document.pointer(pointer)).unwrap_or(value)
    }
}

/// `nullable: true` becomes a second type.
fn translate(schema: &mut Value) {
    if schema.get("nullable") == Some(&Value::Bool(true)) && schema["type"].is_string() {
        schema["type"] = json!([schema["type"], "null"]);
    }
    match schema {
        Value::Object(members) => members.values_mut().for_each(translate),
        Value::Array(items) => items.iter_mut().for_each(translate),
        _ => {}
    }
}
