//! The types of objects of the specification, and rules about the values of their properties.

use serde_json::Value;

/// A type of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ObjectType {
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

/// The rule for the value of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Any,
    Boolean,
    Number,
    String,
    /// A whole number of at least zero.
    Count,
    Values,
    Strings,
    StringMap,
    /// A map of strings, or `false`.
    StringMapOrFalse,
    ValueMap,
    One(ObjectType),
    Array(ObjectType),
    Map(ObjectType),
    /// `additionalProperties`: a boolean or a schema.
    BooleanOrSchema,
    /// An exclusive bound: a boolean, or the bound itself since OpenAPI 3.1.
    BooleanOrNumber,
    /// `type`: the name of a type, or several names since OpenAPI 3.1.
    StringOrStrings,
    /// `items`: a schema, or one for each item before JSON Schema 2020-12.
    SchemaOrSchemas,
}

impl Rule {
    /// Whether a value fits the rule, apart from its inner values.
    pub(crate) fn fits(self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::Boolean => value.is_boolean(),
            Self::Number => value.is_number(),
            Self::Count => value.is_u64(),
            Self::String => value.is_string(),
            Self::Values | Self::Strings | Self::Array(_) => value.is_array(),
            Self::ValueMap | Self::StringMap | Self::Map(_) | Self::One(_) => value.is_object(),
            Self::BooleanOrSchema => value.is_boolean() || value.is_object(),
            Self::StringMapOrFalse => value.is_object() || *value == Value::Bool(false),
            Self::BooleanOrNumber => value.is_boolean() || value.is_number(),
            Self::StringOrStrings => {
                value.is_string() || value.as_array().is_some_and(|names| !names.is_empty())
            }
            Self::SchemaOrSchemas => value.is_object() || value.is_array(),
        }
    }

    /// Whether it fits in a document of any version: since OpenAPI 3.1, a schema may be a boolean.
    pub(crate) fn fits_any_version(self, value: &Value) -> bool {
        let is_schema = matches!(self, Self::One(ObjectType::Schema) | Self::SchemaOrSchemas);
        self.fits(value) || (is_schema && value.is_boolean())
    }

    /// The object type of a value; none for arrays, maps and values that are not objects.
    pub(crate) fn object_type(self, value: &Value) -> Option<ObjectType> {
        match self {
            Self::One(ty) => Some(ty),
            Self::BooleanOrSchema => Some(ObjectType::Schema),
            Self::SchemaOrSchemas if !value.is_array() => Some(ObjectType::Schema),
            _ => None,
        }
    }

    /// The rule of the entries, for an array or a map.
    pub(crate) fn entries(self) -> Option<Rule> {
        match self {
            Self::Array(ty) | Self::Map(ty) => Some(Self::One(ty)),
            Self::SchemaOrSchemas => Some(Self::One(ObjectType::Schema)),
            Self::Strings | Self::StringOrStrings | Self::StringMap | Self::StringMapOrFalse => {
                Some(Self::String)
            }
            _ => None,
        }
    }

    /// The name of such a value in messages, with its article.
    pub(crate) fn noun(self) -> String {
        match self {
            Self::One(
                ty @ (ObjectType::Operation
                | ObjectType::Info
                | ObjectType::Encoding
                | ObjectType::ExternalDocs),
            ) => {
                format!("an {ty:?} object")
            }
            Self::One(ty) => format!("a {ty:?} object"),
            Self::Map(ty) => format!("a map of {ty:?} objects"),
            Self::Array(ty) => format!("an array of {ty:?} objects"),
            Self::Values | Self::Strings => "an array".to_owned(),
            _ => "a value".to_owned(),
        }
    }
}
