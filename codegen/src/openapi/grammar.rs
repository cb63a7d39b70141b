//! The properties of the objects of OpenAPI 3.0 (OpenAPI Specification 3.0.3, §4.7).

use crate::openapi::rule::ObjectType;
use crate::openapi::rule::ObjectType::*;
use crate::openapi::rule::Rule;
use crate::openapi::rule::Rule::*;

/// The group of `components` that objects of a type belong to.
pub(crate) fn group(ty: ObjectType) -> Option<&'static str> {
    Some(match ty {
        ObjectType::Schema => "schemas",
        ObjectType::Response => "responses",
        ObjectType::Parameter => "parameters",
        ObjectType::Example => "examples",
        ObjectType::RequestBody => "requestBodies",
        ObjectType::Header => "headers",
        ObjectType::SecurityScheme => "securitySchemes",
        ObjectType::Link => "links",
        ObjectType::Callback => "callbacks",
        _ => return None,
    })
}

/// The properties of an object, with the required ones.
pub(crate) struct Layout {
    pub(crate) properties: &'static [(&'static str, Rule)],
    pub(crate) required: &'static [&'static str],
    /// The rule of each unlisted property, for objects that are maps.
    pub(crate) others: Option<Rule>,
    /// Whether a Reference Object may replace it.
    pub(crate) by_reference: bool,
}

const fn layout(
    required: &'static [&'static str],
    properties: &'static [(&'static str, Rule)],
) -> Layout {
    Layout { properties, required, others: None, by_reference: false }
}

const fn referable(
    required: &'static [&'static str],
    properties: &'static [(&'static str, Rule)],
) -> Layout {
    Layout { properties, required, others: None, by_reference: true }
}

const fn map(rule: Rule) -> Layout {
    Layout { properties: &[], required: &[], others: Some(rule), by_reference: false }
}

/// The layout of the objects of a type.
pub(crate) fn layout_of(ty: ObjectType) -> Layout {
    match ty {
        Document => layout(
            &["openapi", "info", "paths"],
            &[
                ("openapi", String),
                ("info", One(Info)),
                ("servers", Array(Server)),
                ("paths", One(Paths)),
                ("components", One(Components)),
                ("security", Array(SecurityRequirement)),
                ("tags", Array(Tag)),
                ("externalDocs", One(ExternalDocs)),
                ("x-guestlist-rate-limit", StringMap),
            ],
        ),
        Info => layout(
            &["title", "version"],
            &[
                ("title", String),
                ("description", String),
                ("termsOfService", String),
                ("contact", One(Contact)),
                ("license", One(License)),
                ("version", String),
            ],
        ),
        Contact => layout(&[], &[("name", String), ("url", String), ("email", String)]),
        License => layout(&["name"], &[("name", String), ("url", String)]),
        Server => layout(
            &["url"],
            &[
                ("url", String),
                ("description", String),
                ("variables", Map(ServerVariable)),
                ("x-guestlist-env", String),
            ],
        ),
        ServerVariable => layout(
            &["default"],
            &[
                ("enum", Strings),
                ("default", String),
                ("description", String),
                ("x-guestlist-env", String),
            ],
        ),
        Components => layout(
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
                ("$ref", String),
                ("summary", String),
                ("description", String),
                ("get", One(Operation)),
                ("put", One(Operation)),
                ("post", One(Operation)),
                ("delete", One(Operation)),
                ("options", One(Operation)),
                ("head", One(Operation)),
                ("patch", One(Operation)),
                ("trace", One(Operation)),
                ("query", One(Operation)),
                ("servers", Array(Server)),
                ("parameters", Array(Parameter)),
            ],
        ),
        Operation => layout(
            &["responses"],
            &[
                ("tags", Strings),
                ("summary", String),
                ("description", String),
                ("externalDocs", One(ExternalDocs)),
                ("operationId", String),
                ("parameters", Array(Parameter)),
                ("requestBody", One(RequestBody)),
                ("responses", One(Responses)),
                ("callbacks", Map(Callback)),
                ("deprecated", Boolean),
                ("security", Array(SecurityRequirement)),
                ("servers", Array(Server)),
                ("x-guestlist-permissions", Strings),
                ("x-guestlist-idempotent", Boolean),
                ("x-guestlist-follow", Boolean),
                ("x-guestlist-no-example", String),
                ("x-guestlist-paging", StringMapOrFalse),
            ],
        ),
        ExternalDocs => layout(&["url"], &[("description", String), ("url", String)]),
        Parameter => referable(
            &["name", "in"],
            &[
                ("name", String),
                ("in", String),
                ("description", String),
                ("required", Boolean),
                ("deprecated", Boolean),
                ("allowEmptyValue", Boolean),
                ("style", String),
                ("explode", Boolean),
                ("allowReserved", Boolean),
                ("schema", One(Schema)),
                ("example", Any),
                ("examples", Map(Example)),
                ("content", Map(MediaType)),
            ],
        ),
        Header => referable(
            &[],
            &[
                ("description", String),
                ("required", Boolean),
                ("deprecated", Boolean),
                ("style", String),
                ("explode", Boolean),
                ("schema", One(Schema)),
                ("example", Any),
                ("examples", Map(Example)),
                ("content", Map(MediaType)),
            ],
        ),
        RequestBody => referable(
            &["content"],
            &[("description", String), ("content", Map(MediaType)), ("required", Boolean)],
        ),
        MediaType => layout(
            &[],
            &[
                ("schema", One(Schema)),
                ("example", Any),
                ("examples", Map(Example)),
                ("encoding", Map(Encoding)),
                ("x-guestlist-no-example", String),
            ],
        ),
        Encoding => layout(
            &[],
            &[
                ("contentType", String),
                ("headers", Map(Header)),
                ("style", String),
                ("explode", Boolean),
                ("allowReserved", Boolean),
            ],
        ),
        Responses => map(One(Response)),
        Response => referable(
            &["description"],
            &[
                ("description", String),
                ("headers", Map(Header)),
                ("content", Map(MediaType)),
                ("links", Map(Link)),
                ("x-guestlist-empty-body", Boolean),
            ],
        ),
        Callback => Layout { by_reference: true, ..map(One(PathItem)) },
        Example => referable(
            &[],
            &[
                ("summary", String),
                ("description", String),
                ("value", Any),
                ("externalValue", String),
            ],
        ),
        Link => referable(
            &[],
            &[
                ("operationRef", String),
                ("operationId", String),
                ("parameters", ValueMap),
                ("requestBody", Any),
                ("description", String),
                ("server", One(Server)),
            ],
        ),
        Tag => layout(
            &["name"],
            &[("name", String), ("description", String), ("externalDocs", One(ExternalDocs))],
        ),
        Reference => {
            layout(&["$ref"], &[("$ref", String), ("summary", String), ("description", String)])
        }
        Schema => referable(&[], SCHEMA),
        Discriminator => {
            // The last property is from OpenAPI 3.2.
            const PROPERTIES: &[(&str, Rule)] =
                &[("propertyName", String), ("mapping", StringMap), ("defaultMapping", String)];
            layout(&["propertyName"], PROPERTIES)
        }
        Xml => layout(
            &[],
            &[
                ("name", String),
                ("namespace", String),
                ("prefix", String),
                ("attribute", Boolean),
                ("wrapped", Boolean),
            ],
        ),
        SecurityScheme => referable(
            &["type"],
            &[
                ("type", String),
                ("description", String),
                ("name", String),
                ("in", String),
                ("scheme", String),
                ("bearerFormat", String),
                ("flows", One(OauthFlows)),
                ("openIdConnectUrl", String),
                ("x-guestlist-env", Strings),
            ],
        ),
        OauthFlows => layout(
            &[],
            &[
                ("implicit", One(OauthFlow)),
                ("password", One(OauthFlow)),
                ("clientCredentials", One(OauthFlow)),
                ("authorizationCode", One(OauthFlow)),
            ],
        ),
        OauthFlow => layout(
            &["scopes"],
            &[
                ("authorizationUrl", String),
                ("tokenUrl", String),
                ("refreshUrl", String),
                ("scopes", StringMap),
            ],
        ),
        SecurityRequirement => map(Strings),
    }
}

const SCHEMA: &[(&str, Rule)] = &[
    ("title", String),
    ("multipleOf", Number),
    ("maximum", Number),
    ("exclusiveMaximum", Boolean),
    ("minimum", Number),
    ("exclusiveMinimum", Boolean),
    ("maxLength", Count),
    ("minLength", Count),
    ("pattern", String),
    ("maxItems", Count),
    ("minItems", Count),
    ("uniqueItems", Boolean),
    ("maxProperties", Count),
    ("minProperties", Count),
    ("required", Strings),
    ("enum", Values),
    ("type", String),
    ("allOf", Array(Schema)),
    ("oneOf", Array(Schema)),
    ("anyOf", Array(Schema)),
    ("not", One(Schema)),
    ("items", One(Schema)),
    ("properties", Map(Schema)),
    ("additionalProperties", BooleanOrSchema),
    ("description", String),
    ("format", String),
    ("default", Any),
    ("nullable", Boolean),
    ("discriminator", One(Discriminator)),
    ("readOnly", Boolean),
    ("writeOnly", Boolean),
    ("xml", One(Xml)),
    ("externalDocs", One(ExternalDocs)),
    ("example", Any),
    ("deprecated", Boolean),
    ("x-enum-varnames", Strings),
];

/// The rule of a property in OpenAPI 3.0; none for an undefined property.
pub(crate) fn rule_of(ty: ObjectType, name: &str) -> Option<Rule> {
    let layout = layout_of(ty);
    let listed = layout.properties.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule);
    let other = || if name.starts_with("x-") { None } else { layout.others };
    listed.or_else(|| operation_rule(ty, name)).or_else(other)
}

/// The properties of a path item that are operations (OpenAPI 3.2, "Path Item Object").
pub(crate) const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Whether a property of a path item is an operation: its name is a method of OpenAPI, or another method in
/// capitals from `additionalOperations`.
pub(crate) fn is_method(name: &str) -> bool {
    let is_other = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'-' | b'_'))
        && !METHODS.iter().any(|method| method.eq_ignore_ascii_case(name));
    is_other || METHODS.contains(&name)
}

/// The rule of an operation in a path item whose method is not listed.
fn operation_rule(ty: ObjectType, name: &str) -> Option<Rule> {
    (ty == PathItem && is_method(name)).then_some(One(Operation))
}
