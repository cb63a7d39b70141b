//! Documents with all keywords, names from a nasty alphabet and arbitrary references.

use arbitrary::{Result, Unstructured};
use guestlist_tests::fuzz::Input;
use serde_json::{Map, Value, json};

use super::words::{FORMATS, MEDIA_TYPES, PIECES, STATUSES, TEXTS, TYPES};

/// A document, while it is made.
struct Maker<'a, 'b> {
    u: &'a mut Unstructured<'b>,
    /// The names of the schemas, some of which are there.
    schemas: Vec<String>,
    parameters: Vec<String>,
    responses: Vec<String>,
}

/// Makes a document.
pub(super) fn make(u: &mut Unstructured<'_>) -> Result<Input> {
    let mut maker = Maker { u, schemas: Vec::new(), parameters: Vec::new(), responses: Vec::new() };
    for _ in 0..maker.u.int_in_range(0..=5)? {
        let name = maker.name()?;
        maker.schemas.push(name);
    }
    for _ in 0..maker.u.int_in_range(0..=2)? {
        let (parameter, response) = (maker.name()?, maker.name()?);
        maker.parameters.push(parameter);
        maker.responses.push(response);
    }
    let document = maker.document()?;
    let is_yaml = maker.u.ratio(1, 3)?;
    Ok(if is_yaml {
        let text = serde_yaml::to_string(&document).expect("YAML");
        Input { label: "openapi.yaml".to_owned(), bytes: text.into_bytes() }
    } else {
        Input { label: "openapi.json".to_owned(), bytes: document.to_string().into_bytes() }
    })
}

impl Maker<'_, '_> {
    fn maybe(&mut self) -> Result<bool> {
        self.u.ratio(1, 4)
    }

    fn pick(&mut self, all: &[&str]) -> Result<String> {
        Ok((*self.u.choose(all)?).to_owned())
    }

    fn name(&mut self) -> Result<String> {
        let pieces = 1 + self.u.int_in_range(0..=2)?;
        (0..pieces).map(|_| self.pick(&PIECES)).collect()
    }

    fn text(&mut self) -> Result<Value> {
        let pieces = self.u.int_in_range(0..=4)?;
        let text: Result<String> = (0..pieces).map(|_| self.pick(&TEXTS)).collect();
        Ok(text?.into())
    }

    /// Anything.
    fn value(&mut self, depth: usize) -> Result<Value> {
        Ok(match self.u.int_in_range(0..=if depth > 2 { 5 } else { 7 })? {
            0 => json!(null),
            1 => json!(self.u.arbitrary::<bool>()?),
            2 => json!(self.u.arbitrary::<i64>()?),
            3 => json!(f64::from(self.u.arbitrary::<i32>()?) / 64.0),
            4 | 5 => json!(self.name()?),
            6 => {
                let items = self.u.int_in_range(0..=3)?;
                (0..items).map(|_| self.value(depth + 1)).collect::<Result<Vec<_>>>()?.into()
            }
            _ => {
                let members = self.u.int_in_range(0..=3)?;
                let member = |maker: &mut Self| Ok((maker.name()?, maker.value(depth + 1)?));
                (0..members).map(|_| member(self)).collect::<Result<Map<_, _>>>()?.into()
            }
        })
    }

    /// A value, and now and then another in its place.
    fn or_any(&mut self, value: Value) -> Result<Value> {
        if self.u.ratio(1, 60)? { self.value(0) } else { Ok(value) }
    }

    fn reference(&mut self, group: &str) -> Result<Value> {
        let known = match group {
            "schemas" => self.schemas.clone(),
            "parameters" => self.parameters.clone(),
            _ => self.responses.clone(),
        };
        let name = if known.is_empty() || self.u.ratio(1, 30)? {
            self.name()?
        } else {
            self.u.choose(&known)?.clone()
        };
        let step = name.replace('~', "~0").replace('/', "~1");
        let text = match self.u.int_in_range(0..=40)? {
            0 => format!("openapi.json#/components/{group}/{step}"),
            1 => format!("#/components/{group}/{step}/properties/a"),
            2 => "#".to_owned(),
            3 => format!("#/paths/{step}"),
            _ => format!("#/components/{group}/{step}"),
        };
        let mut reference = json!({ "$ref": text });
        if self.u.ratio(1, 12)? {
            let keyword =
                self.pick(&["nullable", "description", "oneOf", "properties", "enum", "type"])?;
            reference[keyword] = self.value(0)?;
        }
        Ok(reference)
    }

    fn schema(&mut self, depth: usize) -> Result<Value> {
        if depth > 3 || self.u.ratio(1, 4)? {
            return self.reference("schemas");
        }
        let mut schema = Map::new();
        match self.u.int_in_range(0..=9)? {
            0 | 1 => self.object(&mut schema, depth)?,
            2 => {
                let keyword = self.pick(&["oneOf", "anyOf", "allOf"])?;
                let members = self.u.int_in_range(0..=3)?;
                let members: Result<Vec<_>> =
                    (0..members).map(|_| self.schema(depth + 1)).collect();
                schema.insert(keyword, members?.into());
                if self.maybe()? {
                    let mapping = json!({ self.name()?: self.reference("schemas")?["$ref"], self.name()?: self.name()? });
                    let tag = self.pick(&["type", "a", "kind"])?;
                    schema.insert(
                        "discriminator".to_owned(),
                        json!({ "propertyName": tag, "mapping": mapping }),
                    );
                }
                if self.maybe()? {
                    self.object(&mut schema, depth)?;
                }
            }
            3 => {
                schema.insert("type".to_owned(), "array".into());
                let items = self.schema(depth + 1)?;
                schema.insert("items".to_owned(), items);
            }
            4 => {
                let values = self.u.int_in_range(0..=4)?;
                let is_text = self.u.ratio(2, 3)?;
                let value = |maker: &mut Self| {
                    if is_text { Ok(maker.name()?.into()) } else { maker.value(2) }
                };
                let values: Result<Vec<Value>> = (0..values).map(|_| value(self)).collect();
                schema.insert("enum".to_owned(), values?.into());
                if is_text {
                    schema.insert("type".to_owned(), "string".into());
                }
            }
            5 => {
                let types = self.u.int_in_range(0..=3)?;
                let types: Result<Vec<Value>> =
                    (0..types).map(|_| Ok(self.pick(&TYPES)?.into())).collect();
                schema.insert("type".to_owned(), types?.into());
            }
            6 => {
                let keyword = self.pick(&[
                    "const",
                    "prefixItems",
                    "not",
                    "if",
                    "$defs",
                    "patternProperties",
                    "unevaluatedProperties",
                ])?;
                let value = if keyword == "const" {
                    self.value(0)?
                } else {
                    json!({ "a": self.schema(depth + 1)? })
                };
                schema.insert(keyword, value);
            }
            _ => {
                let ty = self.pick(&TYPES)?;
                schema.insert("type".to_owned(), ty.into());
            }
        }
        self.words(&mut schema)?;
        let schema = Value::Object(schema);
        self.or_any(schema)
    }

    fn object(&mut self, schema: &mut Map<String, Value>, depth: usize) -> Result<()> {
        schema.insert("type".to_owned(), "object".into());
        let mut properties = Map::new();
        for _ in 0..self.u.int_in_range(0..=4)? {
            let name = if self.maybe()? { "type".to_owned() } else { self.name()? };
            properties.insert(name, self.schema(depth + 1)?);
        }
        let required: Vec<Value> = properties.keys().cloned().map(Value::from).collect();
        schema.insert("properties".to_owned(), properties.into());
        if self.u.arbitrary()? {
            schema.insert("required".to_owned(), required.into());
        }
        if self.maybe()? {
            let additional = if self.u.arbitrary()? {
                self.schema(depth + 1)?
            } else {
                json!(self.u.arbitrary::<bool>()?)
            };
            schema.insert("additionalProperties".to_owned(), additional);
        }
        Ok(())
    }

    /// What a schema says besides its form.
    fn words(&mut self, schema: &mut Map<String, Value>) -> Result<()> {
        while self.u.ratio(1, 3)? && !self.u.is_empty() {
            let keyword = self.pick(&[
                "description",
                "title",
                "format",
                "nullable",
                "default",
                "example",
                "examples",
                "pattern",
                "minLength",
                "maxLength",
                "minimum",
                "maximum",
                "exclusiveMinimum",
                "multipleOf",
                "readOnly",
                "writeOnly",
                "deprecated",
                "xml",
                "externalDocs",
                "x-enum-varnames",
                "contentEncoding",
                "uniqueItems",
            ])?;
            let value = match keyword.as_str() {
                "description" | "title" => self.text()?,
                "format" => self.pick(&FORMATS)?.into(),
                "nullable" | "readOnly" | "writeOnly" | "deprecated" | "uniqueItems" => json!(true),
                "minLength" | "maxLength" | "minimum" | "maximum" | "exclusiveMinimum" => {
                    json!(self.u.arbitrary::<u8>()?)
                }
                _ => self.value(0)?,
            };
            let value = self.or_any(value)?;
            schema.insert(keyword, value);
        }
        Ok(())
    }

    fn content(&mut self) -> Result<Value> {
        let mut content = Map::new();
        for _ in 0..self.u.int_in_range(0..=2)? {
            let mut media_type = json!({ "schema": self.schema(1)? });
            if self.maybe()? {
                media_type["example"] = self.value(0)?;
            }
            if self.maybe()? {
                media_type["examples"] = json!({ self.name()?: { "value": self.value(0)? } });
            }
            let name = self.pick(&MEDIA_TYPES)?;
            content.insert(name, media_type);
        }
        Ok(content.into())
    }

    fn parameter(&mut self, names: &[String]) -> Result<Value> {
        if self.u.ratio(1, 5)? {
            return self.reference("parameters");
        }
        let (place, name) = match names.first() {
            Some(name) if self.u.arbitrary()? => ("path".to_owned(), name.clone()),
            _ => (self.pick(&["query", "header", "cookie", "path", "body"])?, self.name()?),
        };
        let mut parameter = json!({ "name": name, "in": place, "required": place == "path" || self.u.arbitrary()? });
        if self.u.ratio(1, 6)? {
            parameter["content"] = self.content()?;
        } else {
            parameter["schema"] = self.schema(1)?;
        }
        if self.maybe()? {
            let style =
                self.pick(&["form", "simple", "deepObject", "label", "matrix", "pipeDelimited"])?;
            parameter["style"] = style.into();
            parameter["explode"] = self.u.arbitrary::<bool>()?.into();
        }
        parameter["description"] = self.text()?;
        self.or_any(parameter)
    }

    fn response(&mut self) -> Result<Value> {
        if self.u.ratio(1, 5)? {
            return self.reference("responses");
        }
        let response = json!({ "description": self.text()?, "content": self.content()? });
        self.or_any(response)
    }

    fn operation(&mut self, names: &[String]) -> Result<Value> {
        let parameters = self.u.int_in_range(0..=3)?;
        let parameters: Result<Vec<_>> = (0..parameters).map(|_| self.parameter(names)).collect();
        let mut responses = Map::new();
        for _ in 0..self.u.int_in_range(0..=3)? {
            let status = self.pick(&STATUSES)?;
            responses.insert(status, self.response()?);
        }
        let mut operation = json!({
            "parameters": parameters?,
            "responses": responses,
            "summary": self.text()?,
            "description": self.text()?,
        });
        if self.u.arbitrary()? {
            operation["operationId"] = self.name()?.into();
        }
        if self.u.arbitrary()? {
            operation["tags"] = json!([self.name()?]);
        }
        if self.maybe()? {
            operation["requestBody"] =
                json!({ "required": self.u.arbitrary::<bool>()?, "content": self.content()? });
        }
        if self.maybe()? {
            operation["security"] = json!([{ self.name()?: [] }, { "key": [] }]);
        }
        self.or_any(operation)
    }

    fn document(&mut self) -> Result<Value> {
        let version = self.pick(&["3.0.3", "3.1.0", "3.2.0"])?;
        let mut document = json!({
            "openapi": version,
            "info": { "title": self.name()?, "version": "1", "description": self.text()? },
            "paths": {},
            "components": { "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Key", "description": self.text()? } } },
        });
        for _ in 0..self.u.int_in_range(0..=3)? {
            let names = [self.name()?];
            let path = if self.u.arbitrary()? {
                format!("/{}/{{{}}}", self.name()?, names[0])
            } else {
                format!("/{}", self.name()?)
            };
            let method = self.pick(&["get", "post", "delete", "head", "query"])?;
            document["paths"][path] =
                json!({ method: self.operation(&names)?, "parameters": [self.parameter(&names)?] });
        }
        for name in self.schemas.clone() {
            document["components"]["schemas"][name] = self.schema(0)?;
        }
        for name in self.parameters.clone() {
            document["components"]["parameters"][name] = self.parameter(&[])?;
        }
        for name in self.responses.clone() {
            document["components"]["responses"][name] = self.response()?;
        }
        if self.maybe()? {
            let name = self.name()?;
            document["servers"] = json!([{ "url": format!("https://{{{name}}}.example/"), "description": self.text()?, "variables": { name: { "default": self.name()?, "enum": [self.name()?, self.name()?] } } }]);
        }
        Ok(document)
    }
}
