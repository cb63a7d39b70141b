//! A document as the objects of OpenAPI 3.0, whatever its version.
//!
//! This reads the JSON of a document into a [`Document`], in which each object has its pointer. Only values
//! that are JSON by nature stay JSON: examples, defaults and the values of enums. It never reports anything:
//! checks do.

pub(crate) mod event;
pub(crate) mod json;
pub(crate) mod operation;
pub(crate) mod path;
pub(crate) mod reading;
pub(crate) mod schema;
pub(crate) mod schema_reader;
pub(crate) mod security;
pub(crate) mod server;

use indexmap::IndexMap;
use serde_json::Value;

use crate::openapi::document::json::{Json, Property, object, write_object};
use crate::openapi::document::operation::{
    Example, Header, Operation, Parameter, PathItem, RequestBody, Response,
};
use crate::openapi::document::reading::{Edition, Reading};
use crate::openapi::document::schema::Schema;
use crate::openapi::document::security::{Requirement, SecurityScheme};
use crate::openapi::document::server::Server;

object! {
    Document {
        version: String = "openapi",
        info: Info = "info",
        servers: Vec<Server> = "servers",
        tags: Vec<Tag> = "tags",
        security: Option<Vec<Requirement>> = "security",
        /// The paths by template; only those that start with `/`.
        paths: Paths = "paths",
        components: Components = "components",
        /// The headers of a rate limit, by the value that they report.
        rate_limit: IndexMap<String, String> = "x-guestlist-rate-limit",
    }
}

object! {
    Info {
        title: String = "title",
        version: String = "version",
        description: String = "description",
    }
}

object! {
    Tag {
        name: String = "name",
        description: String = "description",
        external_docs: Option<ExternalDocs> = "externalDocs",
    }
}

object! {
    ExternalDocs {
        url: String = "url",
    }
}

object! {
    Components {
        schemas: IndexMap<String, Schema> = "schemas",
        responses: IndexMap<String, Response> = "responses",
        parameters: IndexMap<String, Parameter> = "parameters",
        examples: IndexMap<String, Example> = "examples",
        headers: IndexMap<String, Header> = "headers",
        request_bodies: IndexMap<String, RequestBody> = "requestBodies",
        security_schemes: IndexMap<String, SecurityScheme> = "securitySchemes",
    }
}

/// The paths, by template.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Paths(pub(crate) IndexMap<String, PathItem>);

impl Property for Paths {
    fn read_property(json: Option<&Value>, at: &Reading<'_>) -> Self {
        let mut paths: IndexMap<String, PathItem> = Property::read_property(json, at);
        // Others are extensions.
        paths.retain(|path, _| path.starts_with('/'));
        Self(paths)
    }

    fn write_property(&self) -> Option<Value> {
        Some(self.0.write())
    }
}

impl Property for Info {
    fn read_property(json: Option<&Value>, at: &Reading<'_>) -> Self {
        json.and_then(|json| Self::read(json, at)).unwrap_or_default()
    }

    fn write_property(&self) -> Option<Value> {
        write_object(self)
    }
}

impl Property for Components {
    fn read_property(json: Option<&Value>, at: &Reading<'_>) -> Self {
        json.and_then(|json| Self::read(json, at)).unwrap_or_default()
    }

    fn write_property(&self) -> Option<Value> {
        write_object(self)
    }
}

impl Document {
    /// Reads the document from a JSON value; an empty one if it is not an object.
    pub(crate) fn of_json(json: &Value, edition: Edition) -> Self {
        let mut document = Self::read(json, &Reading::of(edition)).unwrap_or_default();
        if edition == Edition::Any {
            // Its objects no longer contain words of later versions.
            document.version = "3.0.3".to_owned();
        }
        document
    }

    /// The operations, with their paths and methods, in the document's order.
    pub(crate) fn operations(&self) -> impl Iterator<Item = (&str, &str, &Operation)> {
        self.paths.0.iter().flat_map(|(path, item)| {
            let operations = item.operations.iter();
            operations.map(move |(method, one)| (path.as_str(), method.as_str(), one))
        })
    }

    pub(crate) fn operations_mut(&mut self) -> impl Iterator<Item = &mut Operation> {
        self.paths.0.values_mut().flat_map(|item| item.operations.values_mut())
    }

    /// The outermost schemas: named schemas, and those of parameters, headers and bodies, in the document's
    /// order. Callbacks are not read, so their schemas are missing.
    pub(crate) fn outer_schemas(&self) -> Vec<&Schema> {
        let mut all = Vec::new();
        for item in self.paths.0.values() {
            all.extend(item.parameters.iter().flat_map(Parameter::schemas));
            for operation in item.operations.values() {
                all.extend(operation.parameters.iter().flat_map(Parameter::schemas));
                all.extend(operation.request_body.iter().flat_map(RequestBody::schemas));
                all.extend(operation.responses.values().flat_map(Response::schemas));
            }
        }
        let components = &self.components;
        all.extend(components.schemas.values());
        all.extend(components.responses.values().flat_map(Response::schemas));
        all.extend(components.parameters.values().flat_map(Parameter::schemas));
        all.extend(components.request_bodies.values().flat_map(RequestBody::schemas));
        all.extend(components.headers.values().filter_map(|header| header.schema.as_ref()));
        all
    }
}
