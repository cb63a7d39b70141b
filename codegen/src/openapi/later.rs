//! The properties that OpenAPI 3.1, OpenAPI 3.2 and JSON Schema 2020-12 add to those of OpenAPI 3.0, and the
//! properties of 3.0 that allow more values since then.
//!
//! It lists names and rules by type of object. It never defines their meaning, or whether anything is
//! generated from them.

use crate::openapi::grammar;
use crate::openapi::rule::ObjectType;
use crate::openapi::rule::ObjectType::*;
use crate::openapi::rule::Rule;
use crate::openapi::rule::Rule::*;

/// The later properties, by the type of their object.
const LATER: &[(ObjectType, &[(&str, Rule)])] = &[
    (Components, &[("mediaTypes", Any), ("pathItems", Map(PathItem))]),
    (Document, &[("$self", Any), ("jsonSchemaDialect", Any), ("webhooks", Map(PathItem))]),
    (Encoding, &[("encoding", Any), ("itemEncoding", Any), ("prefixEncoding", Any)]),
    (Example, &[("dataValue", Any), ("serializedValue", Any)]),
    (Info, &[("summary", Any)]),
    (License, &[("identifier", Any)]),
    (MediaType, &[("itemEncoding", Any), ("itemSchema", Any), ("prefixEncoding", Any)]),
    (OauthFlow, &[("deviceAuthorizationUrl", Any)]),
    (OauthFlows, &[("deviceAuthorization", Any)]),
    (PathItem, &[("additionalOperations", Map(Operation))]),
    (Response, &[("summary", Any)]),
    (
        Schema,
        &[
            ("$anchor", Any),
            ("$comment", Any),
            ("$defs", Map(Schema)),
            ("$dynamicAnchor", Any),
            ("$dynamicRef", Any),
            ("$id", Any),
            ("$recursiveAnchor", Any),
            ("$recursiveRef", Any),
            ("$schema", Any),
            ("$vocabulary", Any),
            ("additionalItems", Any),
            ("const", Any),
            ("contains", Any),
            ("contentEncoding", Any),
            ("contentMediaType", Any),
            ("contentSchema", Any),
            ("definitions", Map(Schema)),
            ("dependencies", Any),
            ("dependentRequired", Any),
            ("dependentSchemas", Any),
            ("else", Any),
            ("examples", Values),
            ("exclusiveMaximum", BooleanOrNumber),
            ("exclusiveMinimum", BooleanOrNumber),
            ("id", Any),
            ("if", Any),
            ("items", SchemaOrSchemas),
            ("maxContains", Any),
            ("minContains", Any),
            ("patternProperties", Map(Schema)),
            ("prefixItems", Array(Schema)),
            ("propertyNames", Any),
            ("then", Any),
            ("type", StringOrStrings),
            ("unevaluatedItems", Any),
            ("unevaluatedProperties", Any),
        ],
    ),
    (SecurityScheme, &[("deprecated", Any), ("oauth2MetadataUrl", Any)]),
    (Server, &[("name", Any)]),
    (Tag, &[("kind", Any), ("parent", Any), ("summary", Any)]),
    (Xml, &[("nodeType", Any)]),
];

/// The later properties of the objects of a type.
pub(crate) fn later_properties(ty: ObjectType) -> &'static [(&'static str, Rule)] {
    LATER.iter().find(|(of, _)| *of == ty).map_or(&[], |(_, properties)| properties)
}

/// The rule of a property in any version; none if no version defines it.
pub(crate) fn rule_of(ty: ObjectType, name: &str) -> Option<Rule> {
    let later = later_properties(ty).iter().find(|(known, _)| *known == name);
    later.map(|(_, rule)| *rule).or_else(|| grammar::rule_of(ty, name))
}
