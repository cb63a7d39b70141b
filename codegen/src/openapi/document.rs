//! A document as the objects of OpenAPI 3.0, whatever version it was written in.
//!
//! In goes the JSON of a document that passed the checks, out comes a [`Document`]. Only what is JSON by
//! its nature stays JSON: examples, defaults and the values of enums. Locations in files are not kept:
//! only checks report them.

pub(crate) mod event;
pub(crate) mod json;
pub(crate) mod operation;
pub(crate) mod path;
pub(crate) mod schema;
pub(crate) mod security;
pub(crate) mod server;

use indexmap::IndexMap;
use serde_json::Value;

use crate::openapi::document::json::{Json, Property, object, write_object};
use crate::openapi::document::operation::{
    Example, Header, Operation, Parameter, PathItem, RequestBody, Response,
};
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
        /// By template; only those that start with `/`.
        paths: Paths = "paths",
        components: Components = "components",
        /// The headers of a rate limit, by what they report.
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
    fn read_property(json: Option<&Value>) -> Self {
        let mut paths: IndexMap<String, PathItem> = Property::read_property(json);
        // The others are extensions.
        paths.retain(|path, _| path.starts_with('/'));
        Self(paths)
    }

    fn write_property(&self) -> Option<Value> {
        Some(self.0.write())
    }
}

impl Property for Info {
    fn read_property(json: Option<&Value>) -> Self {
        json.and_then(Self::read).unwrap_or_default()
    }

    fn write_property(&self) -> Option<Value> {
        write_object(self)
    }
}

impl Property for Components {
    fn read_property(json: Option<&Value>) -> Self {
        json.and_then(Self::read).unwrap_or_default()
    }

    fn write_property(&self) -> Option<Value> {
        write_object(self)
    }
}

impl Document {
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
}
