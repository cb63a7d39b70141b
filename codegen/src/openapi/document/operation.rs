//! Paths, operations and the objects in them (OpenAPI 3.0.3, sections 4.7.9 to 4.7.20).

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::openapi::document::json::{Json, Property, object};
use crate::openapi::document::reading::Reading;
use crate::openapi::document::schema::Schema;
use crate::openapi::document::security::Requirement;
use crate::openapi::document::server::Server;
use crate::openapi::grammar::is_method;

/// The operations of a path.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PathItem {
    pub(crate) servers: Option<Vec<Server>>,
    pub(crate) parameters: Vec<Parameter>,
    /// The operations by method, in lower case, in the document's order.
    pub(crate) operations: IndexMap<String, Operation>,
}

impl Json for PathItem {
    fn read(json: &Value, at: &Reading<'_>) -> Option<Self> {
        let properties = json.as_object()?;
        let operations = properties.iter().filter(|(name, _)| is_method(name));
        Some(Self {
            servers: Property::read_property(properties.get("servers"), &at.property("servers")),
            parameters: Property::read_property(
                properties.get("parameters"),
                &at.property("parameters"),
            ),
            operations: operations
                .filter_map(|(method, one)| {
                    Some((method.clone(), Operation::read(one, &at.property(method))?))
                })
                .collect(),
        })
    }

    fn write(&self) -> Value {
        let mut properties = Map::new();
        let others = [
            ("servers", self.servers.write_property()),
            ("parameters", self.parameters.write_property()),
        ];
        for (name, value) in others {
            properties.extend(value.map(|value| (name.to_owned(), value)));
        }
        properties.extend(self.operations.iter().map(|(name, one)| (name.clone(), one.write())));
        Value::Object(properties)
    }
}

object! {
    Operation {
        id: String = "operationId",
        tags: Vec<String> = "tags",
        summary: String = "summary",
        description: String = "description",
        deprecated: bool = "deprecated",
        servers: Option<Vec<Server>> = "servers",
        security: Option<Vec<Requirement>> = "security",
        parameters: Vec<Parameter> = "parameters",
        request_body: Option<RequestBody> = "requestBody",
        /// The responses by status code, range or `default`.
        responses: IndexMap<String, Response> = "responses",
        permissions: Vec<String> = "x-guestlist-permissions",
        is_idempotent: bool = "x-guestlist-idempotent",
        /// Whether a redirect to another origin is followed, without credentials.
        follows: bool = "x-guestlist-follow",
        paging: Option<PagingChoice> = "x-guestlist-paging",
        /// The reason why no body has an example.
        no_example: Option<Value> = "x-guestlist-no-example",
    }
}

impl Operation {
    /// The description of how the list is paged.
    pub(crate) fn described_paging(&self) -> Option<&Paging> {
        match self.paging.as_ref()? {
            PagingChoice::Off => None,
            PagingChoice::By(paging) => Some(paging),
        }
    }

    /// The schemas of its parameters and of its request body.
    pub(crate) fn sent(&self) -> impl Iterator<Item = &Schema> {
        let parameters = self.parameters.iter().filter_map(|one| one.schema.as_ref());
        let content = self.request_body.iter().flat_map(|body| body.content.values());
        parameters.chain(content.filter_map(|one| one.schema.as_ref()))
    }

    /// The schemas of its responses.
    pub(crate) fn received(&self) -> impl Iterator<Item = &Schema> {
        let content = self.responses.values().flat_map(|response| response.content.values());
        content.filter_map(|one| one.schema.as_ref())
    }
}

/// The description of a list's pages.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PagingChoice {
    /// The pages are not read as one list, whatever they look like: `false`.
    Off,
    By(Box<Paging>),
}

impl Json for PagingChoice {
    fn read(json: &Value, at: &Reading<'_>) -> Option<Self> {
        match json {
            Value::Bool(false) => Some(Self::Off),
            other => Json::read(other, at).map(Self::By),
        }
    }

    fn write(&self) -> Value {
        match self {
            Self::Off => false.into(),
            Self::By(paging) => paging.write(),
        }
    }
}

object! {
    /// The parameters, properties and headers that page through a list, by their names on the wire.
    Paging {
        number: Option<String> = "number",
        size: Option<String> = "size",
        offset: Option<String> = "offset",
        limit: Option<String> = "limit",
        token: Option<String> = "token",
        next: Option<String> = "next",
        link: Option<String> = "link",
        header: Option<String> = "header",
        total: Option<String> = "total",
        items: Option<String> = "items",
    }
}

object! {
    /// A parameter, or a reference to one.
    Parameter {
        reference: Option<String> = "$ref",
        name: String = "name",
        location: String = "in",
        description: String = "description",
        required: bool = "required",
        deprecated: bool = "deprecated",
        style: Option<String> = "style",
        explode: Option<bool> = "explode",
        allow_reserved: bool = "allowReserved",
        schema: Option<Schema> = "schema",
        content: IndexMap<String, MediaType> = "content",
    }
}

object! {
    /// The body of a request, or a reference to one.
    RequestBody {
        reference: Option<String> = "$ref",
        description: String = "description",
        required: bool = "required",
        content: IndexMap<String, MediaType> = "content",
    }
}

object! {
    /// A response, or a reference to one.
    Response {
        reference: Option<String> = "$ref",
        description: String = "description",
        headers: IndexMap<String, Header> = "headers",
        content: IndexMap<String, MediaType> = "content",
        may_be_empty: bool = "x-guestlist-empty-body",
    }
}

object! {
    MediaType {
        schema: Option<Schema> = "schema",
        encoding: IndexMap<String, Encoding> = "encoding",
        example: Option<Value> = "example",
        examples: IndexMap<String, Example> = "examples",
        /// The reason why it has no example.
        no_example: Option<Value> = "x-guestlist-no-example",
    }
}

object! {
    Encoding {
        content_type: String = "contentType",
        style: Option<String> = "style",
        explode: Option<bool> = "explode",
        allow_reserved: bool = "allowReserved",
        headers: IndexMap<String, Header> = "headers",
    }
}

object! {
    /// A header of a response or of a part, or a reference to one.
    Header {
        reference: Option<String> = "$ref",
        description: String = "description",
        required: bool = "required",
        example: Option<Value> = "example",
        schema: Option<Schema> = "schema",
    }
}

object! {
    /// An example, or a reference to one.
    Example {
        reference: Option<String> = "$ref",
        value: Option<Value> = "value",
    }
}

impl Parameter {
    /// The outermost schemas.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = &Schema> {
        self.schema.iter().chain(self.content.values().flat_map(MediaType::schemas))
    }
}

impl RequestBody {
    /// The outermost schemas.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = &Schema> {
        self.content.values().flat_map(MediaType::schemas)
    }
}

impl Response {
    /// The outermost schemas.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = &Schema> {
        let headers = self.headers.values().filter_map(|header| header.schema.as_ref());
        headers.chain(self.content.values().flat_map(MediaType::schemas))
    }
}

impl MediaType {
    /// The outermost schemas.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = &Schema> {
        let headers = self.encoding.values().flat_map(|encoding| encoding.headers.values());
        self.schema.iter().chain(headers.filter_map(|header| header.schema.as_ref()))
    }
}
