//! The schemas of bodies, read from the document independently of the generator.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde_json::{Value, json};

use crate::catalogue::{Message, apis, document};
use crate::shown::Shown;
use guestlist::execution::mutations::tree::{Step, Tree, written};

/// A document by which bodies are judged.
#[derive(Clone)]
pub struct Judge {
    document: Arc<Value>,
}

/// A union in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Union {
    /// Its path.
    pub path: String,
    /// The expected variant.
    pub expected: String,
    /// The actual variant.
    pub taken: String,
}

impl Judge {
    /// A judge for a description.
    pub fn of(api: &str) -> Self {
        static ALL: LazyLock<BTreeMap<&str, Judge>> = LazyLock::new(|| {
            let judge = |api| Judge { document: Arc::new(document(api)) };
            apis().map(|api| (api, judge(api))).collect()
        });
        ALL[api].clone()
    }

    /// The faults of a body: the paths at which an independent JSON Schema validator refuses it. `nullable`
    /// is translated, because JSON Schema has no such keyword.
    pub fn faults(&self, operation: &str, message: Message, body: &Value) -> Vec<String> {
        let mut schema = self.schema(operation, message).expect("a body").clone();
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

    /// The unions in a body, each with the expected variant and the one in the model, as `{:#?}` shows it.
    pub fn unions(
        &self,
        operation: &str,
        message: Message,
        body: &Tree,
        model: &str,
    ) -> Vec<Union> {
        let mut found = Vec::new();
        let schema = self.schema(operation, message).expect("a body");
        self.visit(schema, body, Some(&Shown::parse(model)), &mut Vec::new(), &mut found);
        found
    }

    fn visit(
        &self,
        schema: &Value,
        body: &Tree,
        shown: Option<&Shown>,
        path: &mut Vec<Step>,
        found: &mut Vec<Union>,
    ) {
        let (schema, shown) = (self.follow(schema), shown.map(Shown::held));
        if let Some(members) = schema.get("oneOf").and_then(Value::as_array) {
            let expected = self.variant(members, body).to_owned();
            let taken = shown.map(|shown| shown.name.clone()).unwrap_or_default();
            found.push(Union { path: written(path), expected, taken });
            return;
        }
        match body {
            Tree::Object(members) => {
                for (name, value) in members {
                    if let Some(inner) = schema.get("properties").and_then(|all| all.get(name)) {
                        let shown = shown.and_then(|shown| shown.field(name));
                        path.push(Step::Member(name.clone()));
                        self.visit(inner, value, shown, path, found);
                        path.pop();
                    }
                }
            }
            Tree::List(items) => {
                let inner = schema.get("items").unwrap_or(&Value::Null);
                for (index, item) in items.iter().enumerate() {
                    let shown = shown.and_then(|shown| shown.items.get(index));
                    path.push(Step::Item(index));
                    self.visit(inner, item, shown, path, found);
                    path.pop();
                }
            }
            Tree::Scalar(_) => {}
        }
    }

    /// The variant of a union, by the JSON type of the value, or by the constant string of `type`.
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

    /// A body that fits its schema, with everything that the schema names.
    pub fn instance_of(&self, operation: &str, message: Message) -> Option<Value> {
        self.schema(operation, message).map(|schema| self.instance(schema))
    }

    /// A value that fits a schema: all properties, one item for each array.
    pub(crate) fn instance(&self, schema: &Value) -> Value {
        let schema = self.follow(schema);
        if let Some(members) = schema["oneOf"].as_array() {
            return self.instance(&members[0]);
        }
        if let Some(values) = schema["enum"].as_array() {
            return values[0].clone();
        }
        match (schema["type"].as_str(), schema["format"].as_str()) {
            (Some("object"), _) => {
                let properties = schema["properties"].as_object().into_iter().flatten();
                properties.map(|(name, inner)| (name.clone(), self.instance(inner))).collect()
            }
            (Some("array"), _) => json!([self.instance(&schema["items"])]),
            (Some("string"), Some("date-time")) => json!("2024-02-29T12:00:00.000Z"),
            (Some("string"), _) => json!("made up"),
            (Some("integer"), _) => json!(7),
            (Some("boolean"), _) => json!(true),
            _ => json!({"any": ["value", null]}),
        }
    }

    /// The headers with the credentials of an operation's first alternative; a credential is `hush-` and the
    /// name of its scheme.
    pub(crate) fn credentials(&self, operation: &Value) -> Vec<(String, String)> {
        let own = operation.get("security").unwrap_or(&self.document["security"]);
        let schemes = &self.document["components"]["securitySchemes"];
        let header = |name: &String| {
            let secret = format!("hush-{}", kebab(name));
            match (schemes[name]["in"].as_str(), schemes[name]["name"].as_str()) {
                (Some("header"), Some(header)) => (header.to_lowercase(), secret),
                _ => ("authorization".to_owned(), format!("Bearer {secret}")),
            }
        };
        own[0].as_object().into_iter().flatten().map(|(name, _)| header(name)).collect()
    }

    /// The schema of a body; none if there is no body.
    pub(crate) fn schema(&self, operation: &str, message: Message) -> Option<&Value> {
        let items = self.document["paths"].as_object().into_iter().flatten();
        let operations = items.flat_map(|(_, item)| item.as_object().into_iter().flatten());
        let mut found = operations.filter(|(_, one)| one["operationId"] == operation);
        let (_, found) = found.next().expect("an operation");
        let body = match message {
            Message::Request => &found["requestBody"],
            Message::Status(status) => &found["responses"][status.to_string()],
        };
        let content = self.follow(body)["content"].as_object()?;
        Some(&content.values().next()?["schema"])
    }

    pub(crate) fn follow<'a>(&'a self, value: &'a Value) -> &'a Value {
        let target = value.get("$ref").and_then(Value::as_str).and_then(|t| t.strip_prefix('#'));
        target.and_then(|pointer| self.document.pointer(pointer)).unwrap_or(value)
    }
}

/// `bearerToken` as `bearer-token`.
fn kebab(name: &str) -> String {
    let letters = name.chars().map(|letter| match letter.is_uppercase() {
        true => format!("-{}", letter.to_lowercase()),
        false => letter.to_string(),
    });
    letters.collect()
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
