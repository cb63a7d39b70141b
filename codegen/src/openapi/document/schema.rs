//! Schemas (OpenAPI 3.0.3, section 4.7.24).

use indexmap::IndexMap;
use serde_json::{Number, Value};

use crate::openapi::document::json::{Json, object, properties};
use crate::openapi::document::reading::Reading;

/// The named schemas.
pub(crate) type Schemas = IndexMap<String, Schema>;

properties! {
    /// A schema, or a reference to one.
    Schema {
        reference: Option<String> = "$ref",
        title: String = "title",
        description: String = "description",
        ty: Option<JsonType> = "type",
        format: Option<String> = "format",
        nullable: Option<bool> = "nullable",
        values: Option<Vec<Value>> = "enum",
        required: Vec<String> = "required",
        properties: Option<IndexMap<String, Schema>> = "properties",
        additional: Option<Additional> = "additionalProperties",
        items: Option<Box<Schema>> = "items",
        all_of: Option<Vec<Schema>> = "allOf",
        one_of: Option<Vec<Schema>> = "oneOf",
        any_of: Option<Vec<Schema>> = "anyOf",
        discriminator: Option<Discriminator> = "discriminator",
        default: Option<Value> = "default",
        example: Option<Value> = "example",
        minimum: Option<Number> = "minimum",
        maximum: Option<Number> = "maximum",
        exclusive_minimum: bool = "exclusiveMinimum",
        exclusive_maximum: bool = "exclusiveMaximum",
        min_length: Option<u64> = "minLength",
        max_length: Option<u64> = "maxLength",
        min_items: Option<u64> = "minItems",
        max_items: Option<u64> = "maxItems",
        pattern: Option<String> = "pattern",
        multiple_of: Option<Number> = "multipleOf",
        unique_items: bool = "uniqueItems",
        min_properties: Option<u64> = "minProperties",
        max_properties: Option<u64> = "maxProperties",
        read_only: Option<bool> = "readOnly",
        write_only: Option<bool> = "writeOnly",
        deprecated: Option<bool> = "deprecated",
        /// The names of the variants of an enum, in the order of its values.
        variant_names: Vec<Value> = "x-enum-varnames",
        /// The meaning of each value of an enum.
        meanings: IndexMap<String, String> = "x-enumDescriptions",
    }
}

object! {
    /// The property that distinguishes the variants of a union.
    Discriminator {
        property: String = "propertyName",
        /// The schema for each value of the property, by reference or by name.
        mapping: IndexMap<String, String> = "mapping",
        /// The schema for values that the mapping does not name (OpenAPI 3.2).
        default: Option<String> = "defaultMapping",
    }
}

/// The JSON types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    const NAMES: [(Self, &'static str); 7] = [
        (Self::Null, "null"),
        (Self::Boolean, "boolean"),
        (Self::Integer, "integer"),
        (Self::Number, "number"),
        (Self::String, "string"),
        (Self::Array, "array"),
        (Self::Object, "object"),
    ];

    /// The name of the type in `type`.
    pub(crate) fn name(self) -> &'static str {
        let found = Self::NAMES.iter().find(|(ty, _)| *ty == self);
        found.map_or("null", |(_, name)| *name)
    }
}

impl Json for JsonType {
    fn read(json: &Value, _: &Reading<'_>) -> Option<Self> {
        let own = json.as_str()?;
        Self::NAMES.iter().find(|(_, name)| *name == own).map(|(ty, _)| *ty)
    }

    fn write(&self) -> Value {
        self.name().into()
    }
}

/// The properties that an object may have beside the listed ones.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Additional {
    /// Any additional properties, or none.
    Allowed(bool),
    /// Additional properties that fit a schema.
    Of(Box<Schema>),
}

impl Json for Additional {
    fn read(json: &Value, at: &Reading<'_>) -> Option<Self> {
        match json {
            Value::Bool(allowed) => Some(Self::Allowed(*allowed)),
            other => Json::read(other, at).map(Self::Of),
        }
    }

    fn write(&self) -> Value {
        match self {
            Self::Allowed(allowed) => (*allowed).into(),
            Self::Of(schema) => schema.write(),
        }
    }
}

/// The prefix of a reference to a named schema.
pub(in crate::openapi) const SCHEMAS: &str = "#/components/schemas/";

impl Schema {
    /// A reference to a named schema.
    pub(crate) fn reference_to(name: &str) -> Self {
        Self { reference: Some(pointer_to(name)), ..Self::default() }
    }

    /// The name of the schema that it refers to.
    pub(crate) fn referred(&self) -> Option<&str> {
        self.reference.as_deref()?.strip_prefix(SCHEMAS)
    }

    /// Whether it does not restrict its values, except for `null`.
    pub(crate) fn is_annotation(&self) -> bool {
        let Self {
            pointer: _,
            title: _,
            description: _,
            nullable: _,
            default: _,
            example: _,
            read_only: _,
            write_only: _,
            deprecated: _,
            variant_names: _,
            meanings: _,
            reference,
            ty,
            format,
            values,
            required,
            properties,
            additional,
            items,
            all_of,
            one_of,
            any_of,
            discriminator,
            minimum,
            maximum,
            exclusive_minimum,
            exclusive_maximum,
            min_length,
            max_length,
            min_items,
            max_items,
            pattern,
            multiple_of,
            unique_items,
            min_properties,
            max_properties,
        } = self;
        let counts = [min_length, max_length, min_items, max_items, min_properties, max_properties];
        let has_arrays = [all_of, one_of, any_of].iter().any(|one| one.is_some());
        let has_numbers = [minimum, maximum, multiple_of].iter().any(|one| one.is_some());
        let has_booleans = *exclusive_minimum || *exclusive_maximum || *unique_items;
        let has_strings = [reference, format, pattern].iter().any(|one| one.is_some());
        let has_subschemas = properties.is_some() || additional.is_some() || items.is_some();
        let has_values = values.is_some() || discriminator.is_some();
        !(has_arrays || has_numbers || has_booleans || has_strings || has_subschemas || has_values)
            && ty.is_none()
            && required.is_empty()
            && counts.iter().all(|one| one.is_none())
    }

    /// Replaces its annotations and `nullable` with those of another schema.
    pub(crate) fn annotate(&mut self, with: &Self) {
        let strings = [(&mut self.title, &with.title), (&mut self.description, &with.description)];
        for (own, other) in strings.into_iter().filter(|(_, other)| !other.is_empty()) {
            own.clone_from(other);
        }
        let booleans = [
            (&mut self.nullable, with.nullable),
            (&mut self.read_only, with.read_only),
            (&mut self.write_only, with.write_only),
            (&mut self.deprecated, with.deprecated),
        ];
        for (own, other) in booleans.into_iter().filter(|(_, other)| other.is_some()) {
            *own = other;
        }
        let values = [(&mut self.default, &with.default), (&mut self.example, &with.example)];
        for (own, other) in values.into_iter().filter(|(_, other)| other.is_some()) {
            own.clone_from(other);
        }
        if !with.variant_names.is_empty() {
            self.variant_names.clone_from(&with.variant_names);
        }
        if !with.meanings.is_empty() {
            self.meanings.clone_from(&with.meanings);
        }
    }

    /// Replaces its keywords with those of another schema.
    pub(crate) fn replace(&mut self, with: Self) {
        self.annotate(&with);
        fn set<T>(own: &mut Option<T>, other: Option<T>) {
            if other.is_some() {
                *own = other;
            }
        }
        let Self { reference, ty, format, values, properties, additional, items, .. } = with;
        set(&mut self.reference, reference);
        set(&mut self.ty, ty);
        set(&mut self.format, format);
        set(&mut self.values, values);
        set(&mut self.properties, properties);
        set(&mut self.additional, additional);
        set(&mut self.items, items);
        let Self { all_of, one_of, any_of, discriminator, pattern, .. } = with;
        set(&mut self.all_of, all_of);
        set(&mut self.one_of, one_of);
        set(&mut self.any_of, any_of);
        set(&mut self.discriminator, discriminator);
        set(&mut self.pattern, pattern);
        let Self { minimum, maximum, multiple_of, .. } = with;
        set(&mut self.minimum, minimum);
        set(&mut self.maximum, maximum);
        set(&mut self.multiple_of, multiple_of);
        let Self { min_length, max_length, min_items, max_items, .. } = with;
        set(&mut self.min_length, min_length);
        set(&mut self.max_length, max_length);
        set(&mut self.min_items, min_items);
        set(&mut self.max_items, max_items);
        let Self { min_properties, max_properties, .. } = with;
        set(&mut self.min_properties, min_properties);
        set(&mut self.max_properties, max_properties);
        self.exclusive_minimum |= with.exclusive_minimum;
        self.exclusive_maximum |= with.exclusive_maximum;
        self.unique_items |= with.unique_items;
        self.required.extend(with.required);
    }

    /// The schema itself, or the named schema that it refers to.
    pub(crate) fn followed<'a>(&'a self, all: &'a Schemas) -> &'a Self {
        self.referred().and_then(|name| all.get(name)).unwrap_or(self)
    }

    pub(crate) fn is_nullable(&self) -> bool {
        self.nullable == Some(true)
    }

    /// Whether it is a string of Base64 bytes.
    pub(crate) fn is_base64(&self) -> bool {
        self.ty == Some(JsonType::String) && self.format.as_deref() == Some("byte")
    }

    /// Whether it is a string of bytes.
    pub(crate) fn is_binary(&self) -> bool {
        self.ty == Some(JsonType::String) && self.format.as_deref() == Some("binary")
    }

    /// The schema of the additional properties, if they have one.
    pub(crate) fn additional_schema(&self) -> Option<&Self> {
        match &self.additional {
            Some(Additional::Of(schema)) => Some(schema),
            _ => None,
        }
    }

    /// A property in `properties`.
    pub(crate) fn property(&self, name: &str) -> Option<&Self> {
        self.properties.as_ref()?.get(name)
    }

    /// The properties in `properties`.
    pub(crate) fn listed(&self) -> impl Iterator<Item = (&String, &Self)> {
        self.properties.iter().flatten()
    }

    /// The variants, if it is a union.
    pub(crate) fn variants(&self) -> &[Self] {
        self.one_of.as_deref().unwrap_or_default()
    }

    /// The values of an enum of strings.
    pub(crate) fn strings(&self) -> Option<Vec<&str>> {
        self.values.as_ref()?.iter().map(Value::as_str).collect()
    }

    /// The only allowed string.
    pub(crate) fn only_string(&self) -> Option<&str> {
        match self.values.as_deref()? {
            [Value::String(text)] => Some(text),
            _ => None,
        }
    }

    /// Whether `null` is its only value.
    pub(crate) fn is_null(&self) -> bool {
        self.ty == Some(JsonType::Null) || self.values.as_deref() == Some(&[Value::Null])
    }

    /// Whether it is a reference or composed of other schemas, which define its type.
    pub(crate) fn combines(&self) -> bool {
        let lists = [&self.one_of, &self.any_of, &self.all_of];
        self.reference.is_some() || lists.iter().any(|list| list.is_some())
    }

    /// The type that its keywords imply.
    pub(crate) fn shown_type(&self) -> Option<JsonType> {
        if self.properties.is_some() || self.additional.is_some() {
            return Some(JsonType::Object);
        }
        if self.items.is_some() {
            return Some(JsonType::Array);
        }
        let values = || self.values.iter().flatten().filter(|value| !value.is_null());
        values().next()?;
        if values().all(Value::is_string) {
            Some(JsonType::String)
        } else if values().all(|value| value.is_i64() || value.is_u64()) {
            Some(JsonType::Integer)
        } else if values().all(Value::is_boolean) {
            Some(JsonType::Boolean)
        } else {
            None
        }
    }

    /// The schemas of its `allOf`.
    pub(crate) fn all_of(&self) -> &[Self] {
        self.all_of.as_deref().unwrap_or_default()
    }

    /// The variants of its unions, by keyword.
    pub(crate) fn unions(&self) -> [(&'static str, &[Self]); 2] {
        [
            ("oneOf", self.one_of.as_deref().unwrap_or_default()),
            ("anyOf", self.any_of.as_deref().unwrap_or_default()),
        ]
    }

    /// The schemas that it is composed of: those of `allOf`, and the variants.
    pub(crate) fn composed(&self) -> impl Iterator<Item = &Self> {
        self.all_of().iter().chain(self.unions().into_iter().flat_map(|(_, variants)| variants))
    }

    /// The direct subschemas.
    pub(crate) fn subschemas_mut(&mut self) -> Vec<&mut Self> {
        let mut inner: Vec<&mut Self> = Vec::new();
        inner.extend(self.properties.iter_mut().flat_map(|all| all.values_mut()));
        if let Some(Additional::Of(schema)) = &mut self.additional {
            inner.push(schema);
        }
        inner.extend(self.items.as_deref_mut());
        for list in [&mut self.all_of, &mut self.one_of, &mut self.any_of] {
            inner.extend(list.iter_mut().flatten());
        }
        inner
    }
}

impl Schema {
    /// The direct subschemas.
    pub(crate) fn subschemas(&self) -> Vec<&Self> {
        let mut inner: Vec<&Self> = self.listed().map(|(_, property)| property).collect();
        inner.extend(self.additional_schema());
        inner.extend(self.items.as_deref());
        for list in [&self.all_of, &self.one_of, &self.any_of] {
            inner.extend(list.iter().flatten());
        }
        inner
    }
}

impl Discriminator {
    /// The name of the schema that a mapping value refers to.
    pub(crate) fn target(value: &str) -> &str {
        value.rsplit('/').next().unwrap_or(value)
    }
}

/// The reference to a named schema.
pub(crate) fn pointer_to(name: &str) -> String {
    format!("{SCHEMAS}{name}")
}
