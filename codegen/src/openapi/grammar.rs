//! Which members the objects of an OpenAPI 3.0 document have (OpenAPI Specification 3.0.3, §4.7).

use Kind::*;
use Rule::*;
use serde_json::Value;

/// Where the components of a kind are.
pub(crate) fn group(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Schema => "schemas",
        Kind::Response => "responses",
        Kind::Parameter => "parameters",
        Kind::Example => "examples",
        Kind::RequestBody => "requestBodies",
        Kind::Header => "headers",
        Kind::SecurityScheme => "securitySchemes",
        Kind::Link => "links",
        Kind::Callback => "callbacks",
        _ => return None,
    })
}

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Callback,
    Components,
    Contact,
    Discriminator,
    Document,
    Encoding,
    Example,
    ExternalDocs,
    Header,
    Info,
    License,
    Link,
    MediaType,
    OauthFlow,
    OauthFlows,
    Operation,
    Parameter,
    PathItem,
    Paths,
    Reference,
    RequestBody,
    Response,
    Responses,
    Schema,
    SecurityRequirement,
    SecurityScheme,
    Server,
    ServerVariable,
    Tag,
    Xml,
}

/// What the value of a member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Any,
    Flag,
    Number,
    Text,
    /// A whole number that is not negative.
    Count,
    Values,
    Texts,
    TextMap,
    ValueMap,
    One(Kind),
    List(Kind),
    Map(Kind),
    /// `additionalProperties`: a flag or a schema.
    FlagOrSchema,
}

impl Rule {
    /// Whether a value is what the rule says, its parts aside.
    pub(crate) fn fits(self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::Flag => value.is_boolean(),
            Self::Number => value.is_number(),
            Self::Count => value.is_u64(),
            Self::Text => value.is_string(),
            Self::Values | Self::Texts | Self::List(_) => value.is_array(),
            Self::ValueMap | Self::TextMap | Self::Map(_) | Self::One(_) => value.is_object(),
            Self::FlagOrSchema => value.is_boolean() || value.is_object(),
        }
    }
}

/// The members of an object, and which of them are required.
pub(crate) struct Shape {
    pub(crate) members: &'static [(&'static str, Rule)],
    pub(crate) required: &'static [&'static str],
    /// What every member that is not listed is, for objects that are maps.
    pub(crate) others: Option<Rule>,
    /// Whether a Reference Object may stand in its place.
    pub(crate) by_reference: bool,
}

const fn shape(
    required: &'static [&'static str],
    members: &'static [(&'static str, Rule)],
) -> Shape {
    Shape { members, required, others: None, by_reference: false }
}

const fn referable(
    required: &'static [&'static str],
    members: &'static [(&'static str, Rule)],
) -> Shape {
    Shape { members, required, others: None, by_reference: true }
}

const fn map(rule: Rule) -> Shape {
    Shape { members: &[], required: &[], others: Some(rule), by_reference: false }
}

/// What a kind of object looks like.
pub(crate) fn shape_of(kind: Kind) -> Shape {
    match kind {
        Document => shape(
            &["openapi", "info", "paths"],
            &[
                ("openapi", Text),
                ("info", One(Info)),
                ("servers", List(Server)),
                ("paths", One(Paths)),
                ("components", One(Components)),
                ("security", List(SecurityRequirement)),
                ("tags", List(Tag)),
                ("externalDocs", One(ExternalDocs)),
                ("x-guestlist-rate-limit", TextMap),
            ],
        ),
        Info => shape(
            &["title", "version"],
            &[
                ("title", Text),
                ("description", Text),
                ("termsOfService", Text),
                ("contact", One(Contact)),
                ("license", One(License)),
                ("version", Text),
            ],
        ),
        Contact => shape(&[], &[("name", Text), ("url", Text), ("email", Text)]),
        License => shape(&["name"], &[("name", Text), ("url", Text)]),
        Server => shape(
            &["url"],
            &[
                ("url", Text),
                ("description", Text),
                ("variables", Map(ServerVariable)),
                ("x-guestlist-env", Text),
            ],
        ),
        ServerVariable => shape(
            &["default"],
            &[("enum", Texts), ("default", Text), ("description", Text), ("x-guestlist-env", Text)],
        ),
        Components => shape(
            &[],
            &[
                ("schemas", Map(Schema)),
                ("responses", Map(Response)),
                ("parameters", Map(Parameter)),
                ("examples", Map(Example)),
                ("requestBodies", Map(RequestBody)),
                ("headers", Map(Header)),
                ("securitySchemes", Map(SecurityScheme)),
                ("links", Map(Link)),
                ("callbacks", Map(Callback)),
            ],
        ),
        Paths => map(One(PathItem)),
        PathItem => referable(
            &[],
            &[
                ("$ref", Text),
                ("summary", Text),
                ("description", Text),
                ("get", One(Operation)),
                ("put", One(Operation)),
                ("post", One(Operation)),
                ("delete", One(Operation)),
                ("options", One(Operation)),
                ("head", One(Operation)),
                ("patch", One(Operation)),
                ("trace", One(Operation)),
                ("servers", List(Server)),
                ("parameters", List(Parameter)),
            ],
        ),
        Operation => shape(
            &["responses"],
            &[
                ("tags", Texts),
                ("summary", Text),
                ("description", Text),
                ("externalDocs", One(ExternalDocs)),
                ("operationId", Text),
                ("parameters", List(Parameter)),
                ("requestBody", One(RequestBody)),
                ("responses", One(Responses)),
                ("callbacks", Map(Callback)),
                ("deprecated", Flag),
                ("security", List(SecurityRequirement)),
                ("servers", List(Server)),
                ("x-guestlist-permissions", Texts),
                ("x-guestlist-idempotent", Flag),
                ("x-guestlist-paging", TextMap),
            ],
        ),
        ExternalDocs => shape(&["url"], &[("description", Text), ("url", Text)]),
        Parameter => referable(
            &["name", "in"],
            &[
                ("name", Text),
                ("in", Text),
                ("description", Text),
                ("required", Flag),
                ("deprecated", Flag),
                ("allowEmptyValue", Flag),
                ("style", Text),
                ("explode", Flag),
                ("allowReserved", Flag),
                ("schema", One(Schema)),
                ("example", Any),
                ("examples", Map(Example)),
                ("content", Map(MediaType)),
            ],
        ),
        Header => referable(
            &[],
            &[
                ("description", Text),
                ("required", Flag),
                ("deprecated", Flag),
                ("style", Text),
                ("explode", Flag),
                ("schema", One(Schema)),
                ("example", Any),
                ("examples", Map(Example)),
                ("content", Map(MediaType)),
            ],
        ),
        RequestBody => referable(
            &["content"],
            &[("description", Text), ("content", Map(MediaType)), ("required", Flag)],
        ),
        MediaType => shape(
            &[],
            &[
                ("schema", One(Schema)),
                ("example", Any),
                ("examples", Map(Example)),
                ("encoding", Map(Encoding)),
                ("x-guestlist-no-example", Text),
            ],
        ),
        Encoding => shape(
            &[],
            &[
                ("contentType", Text),
                ("headers", Map(Header)),
                ("style", Text),
                ("explode", Flag),
                ("allowReserved", Flag),
            ],
        ),
        Responses => map(One(Response)),
        Response => referable(
            &["description"],
            &[
                ("description", Text),
                ("headers", Map(Header)),
                ("content", Map(MediaType)),
                ("links", Map(Link)),
                ("x-guestlist-empty-body", Flag),
            ],
        ),
        Callback => Shape { by_reference: true, ..map(One(PathItem)) },
        Example => referable(
            &[],
            &[("summary", Text), ("description", Text), ("value", Any), ("externalValue", Text)],
        ),
        Link => referable(
            &[],
            &[
                ("operationRef", Text),
                ("operationId", Text),
                ("parameters", ValueMap),
                ("requestBody", Any),
                ("description", Text),
                ("server", One(Server)),
            ],
        ),
        Tag => shape(
            &["name"],
            &[("name", Text), ("description", Text), ("externalDocs", One(ExternalDocs))],
        ),
        Reference => shape(&["$ref"], &[("$ref", Text), ("summary", Text), ("description", Text)]),
        Schema => referable(&[], SCHEMA),
        Discriminator => shape(&["propertyName"], &[("propertyName", Text), ("mapping", TextMap)]),
        Xml => shape(
            &[],
            &[
                ("name", Text),
                ("namespace", Text),
                ("prefix", Text),
                ("attribute", Flag),
                ("wrapped", Flag),
            ],
        ),
        SecurityScheme => referable(
            &["type"],
            &[
                ("type", Text),
                ("description", Text),
                ("name", Text),
                ("in", Text),
                ("scheme", Text),
                ("bearerFormat", Text),
                ("flows", One(OauthFlows)),
                ("openIdConnectUrl", Text),
                ("x-guestlist-env", Texts),
            ],
        ),
        OauthFlows => shape(
            &[],
            &[
                ("implicit", One(OauthFlow)),
                ("password", One(OauthFlow)),
                ("clientCredentials", One(OauthFlow)),
                ("authorizationCode", One(OauthFlow)),
            ],
        ),
        OauthFlow => shape(
            &["scopes"],
            &[
                ("authorizationUrl", Text),
                ("tokenUrl", Text),
                ("refreshUrl", Text),
                ("scopes", TextMap),
            ],
        ),
        SecurityRequirement => map(Texts),
    }
}

const SCHEMA: &[(&str, Rule)] = &[
    ("title", Text),
    ("multipleOf", Number),
    ("maximum", Number),
    ("exclusiveMaximum", Flag),
    ("minimum", Number),
    ("exclusiveMinimum", Flag),
    ("maxLength", Count),
    ("minLength", Count),
    ("pattern", Text),
    ("maxItems", Count),
    ("minItems", Count),
    ("uniqueItems", Flag),
    ("maxProperties", Count),
    ("minProperties", Count),
    ("required", Texts),
    ("enum", Values),
    ("type", Text),
    ("allOf", List(Schema)),
    ("oneOf", List(Schema)),
    ("anyOf", List(Schema)),
    ("not", One(Schema)),
    ("items", One(Schema)),
    ("properties", Map(Schema)),
    ("additionalProperties", FlagOrSchema),
    ("description", Text),
    ("format", Text),
    ("default", Any),
    ("nullable", Flag),
    ("discriminator", One(Discriminator)),
    ("readOnly", Flag),
    ("writeOnly", Flag),
    ("xml", One(Xml)),
    ("externalDocs", One(ExternalDocs)),
    ("example", Any),
    ("deprecated", Flag),
    ("x-enum-varnames", Texts),
];

/// The members of a path that are operations (OpenAPI 3.0, "Path Item Object").
pub(crate) const METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
