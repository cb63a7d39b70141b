//! The properties that OpenAPI 3.1, OpenAPI 3.2 and JSON Schema 2020-12 have, and OpenAPI 3.0 does not.
//!
//! In goes a type of object, out come names. It does not say what they mean, or whether anything is
//! generated from them.

use crate::openapi::grammar::ObjectType;

/// The names by the type of their object.
const LATER: &[(ObjectType, &[&str])] = &[
    (ObjectType::Components, &["mediaTypes", "pathItems"]),
    (ObjectType::Document, &["$self", "jsonSchemaDialect", "webhooks"]),
    (ObjectType::Encoding, &["encoding", "itemEncoding", "prefixEncoding"]),
    (ObjectType::Example, &["dataValue", "serializedValue"]),
    (ObjectType::Info, &["summary"]),
    (ObjectType::License, &["identifier"]),
    (ObjectType::MediaType, &["itemEncoding", "itemSchema", "prefixEncoding"]),
    (ObjectType::OauthFlow, &["deviceAuthorizationUrl"]),
    (ObjectType::OauthFlows, &["deviceAuthorization"]),
    (ObjectType::PathItem, &["additionalOperations"]),
    (ObjectType::Response, &["summary"]),
    (
        ObjectType::Schema,
        &[
            "$anchor",
            "$comment",
            "$defs",
            "$dynamicAnchor",
            "$dynamicRef",
            "$id",
            "$recursiveAnchor",
            "$recursiveRef",
            "$schema",
            "$vocabulary",
            "additionalItems",
            "const",
            "contains",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
            "definitions",
            "dependencies",
            "dependentRequired",
            "dependentSchemas",
            "else",
            "examples",
            "id",
            "if",
            "maxContains",
            "minContains",
            "patternProperties",
            "prefixItems",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties",
        ],
    ),
    (ObjectType::SecurityScheme, &["deprecated", "oauth2MetadataUrl"]),
    (ObjectType::Server, &["name"]),
    (ObjectType::Tag, &["kind", "parent", "summary"]),
    (ObjectType::Xml, &["nodeType"]),
];

/// The later properties of the objects of a type.
pub(crate) fn later_properties(ty: ObjectType) -> &'static [&'static str] {
    LATER.iter().find(|(of, _)| *of == ty).map_or(&[], |(_, names)| names)
}
