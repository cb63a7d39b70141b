//! A schema with everything that `allOf` and references add to it, each part with its pointer.

use indexmap::IndexMap;
use serde_json::Value;

use crate::openapi::document::schema::{Additional, Discriminator, JsonType, Schema, Schemas};
use crate::openapi::pointer::escape;

/// A schema and its JSON pointer.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) pointer: String,
}

/// A schema with all its parts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flat<'a> {
    /// The name of the schema that it refers to.
    pub(crate) name: Option<&'a str>,
    pub(crate) ty: Option<JsonType>,
    pub(crate) is_nullable: bool,
    /// Whether it is the schema of an optional property.
    pub(crate) is_optional: bool,
    pub(crate) format: Option<&'a str>,
    pub(crate) values: Option<&'a [Value]>,
    pub(crate) properties: IndexMap<&'a str, FlatProperty<'a>>,
    /// The additional properties, if the schema describes them.
    pub(crate) additional: Option<&'a Additional>,
    pub(crate) items: Option<Node<'a>>,
    pub(crate) variants: Vec<Node<'a>>,
    pub(crate) discriminator: Option<&'a Discriminator>,
    /// The limits on values, each as a keyword and its value.
    pub(crate) limits: Vec<String>,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
    pub(crate) is_deprecated: bool,
}

/// A property of an object.
#[derive(Clone, Debug)]
pub(crate) struct FlatProperty<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) is_required: bool,
    pub(crate) is_read_only: bool,
    pub(crate) is_write_only: bool,
}

impl<'a> Node<'a> {
    /// The schema with this name.
    pub(crate) fn named(name: &str, all: &'a Schemas) -> Option<Self> {
        let pointer = format!("/components/schemas/{}", escape(name));
        all.get(name).map(|schema| Self { schema, pointer })
    }

    fn inner(&self, schema: &'a Schema, step: &str) -> Self {
        Self { schema, pointer: format!("{}/{step}", self.pointer) }
    }

    /// The name of the schema that it refers to, or to which it only adds annotations: an `allOf` or a union
    /// of one.
    pub(crate) fn wrapped(&self) -> Option<&'a str> {
        let schema = self.schema;
        if let Some(name) = schema.referred() {
            return Some(name);
        }
        let mut lists = [&schema.all_of, &schema.one_of, &schema.any_of].into_iter().flatten();
        let (Some([only]), None) = (lists.next().map(Vec::as_slice), lists.next()) else {
            return None;
        };
        let name = only.referred()?;
        let words = Schema { all_of: None, one_of: None, any_of: None, ty: None, ..schema.clone() };
        words.is_annotation().then_some(name)
    }

    /// The annotations that it adds to the schema that it wraps.
    pub(crate) fn words(&self) -> Flat<'a> {
        let schema = self.schema;
        Flat {
            name: self.wrapped(),
            is_nullable: schema.is_nullable(),
            is_deprecated: schema.deprecated == Some(true),
            title: &schema.title,
            description: &schema.description,
            ..Flat::default()
        }
    }

    /// The schema with all its parts.
    pub(crate) fn flat(&self, all: &'a Schemas) -> Flat<'a> {
        let mut flat = Flat { name: self.wrapped(), ..Flat::default() };
        let mut required = Vec::new();
        self.add_to(&mut flat, &mut required, all, &mut Vec::new());
        for name in required {
            if let Some(property) = flat.properties.get_mut(name) {
                property.is_required = true;
            }
        }
        flat
    }

    fn add_to(
        &self,
        flat: &mut Flat<'a>,
        required: &mut Vec<&'a str>,
        all: &'a Schemas,
        within: &mut Vec<&'a str>,
    ) {
        let schema = self.schema;
        if let Some(name) = schema.referred() {
            // A check refuses a circle of `allOf`; here the recursion only must end.
            if let (Some(named), false) = (Self::named(name, all), within.contains(&name)) {
                within.push(name);
                named.add_to(flat, required, all, within);
                within.pop();
            }
        }
        for (at, part) in schema.all_of.iter().flatten().enumerate() {
            self.inner(part, &format!("allOf/{at}")).add_to(flat, required, all, within);
        }
        flat.ty = schema.ty.or(flat.ty);
        flat.is_nullable |= schema.is_nullable();
        flat.format = schema.format.as_deref().or(flat.format);
        flat.values = schema.values.as_deref().or(flat.values);
        flat.additional = schema.additional.as_ref().or(flat.additional);
        flat.discriminator = schema.discriminator.as_ref().or(flat.discriminator);
        flat.is_deprecated |= schema.deprecated == Some(true);
        if !schema.title.is_empty() {
            flat.title = &schema.title;
        }
        if !schema.description.is_empty() {
            flat.description = &schema.description;
        }
        flat.items =
            schema.items.as_deref().map(|items| self.inner(items, "items")).or(flat.items.take());
        for (keyword, variants) in [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)] {
            let variants = variants.iter().flatten().enumerate();
            flat.variants
                .extend(variants.map(|(at, one)| self.inner(one, &format!("{keyword}/{at}"))));
        }
        for (name, property) in schema.listed() {
            let node = self.inner(property, &format!("properties/{}", escape(name)));
            let target = property.followed(all);
            let either = |is: fn(&Schema) -> Option<bool>| {
                is(property) == Some(true) || is(target) == Some(true)
            };
            flat.properties.insert(
                name,
                FlatProperty {
                    is_required: false,
                    is_read_only: either(|one| one.read_only),
                    is_write_only: either(|one| one.write_only),
                    node,
                },
            );
        }
        required.extend(schema.required.iter().map(String::as_str));
        limits(schema, &mut flat.limits);
    }
}

impl Flat<'_> {
    /// The name of the type, as a description writes it.
    pub(crate) fn type_name(&self) -> String {
        match (self.ty, self.variants.is_empty()) {
            (_, false) => "a union".to_owned(),
            (Some(ty), _) => format!("`{}`", ty.name()),
            (None, _) if self.values.is_some() => "an enum".to_owned(),
            (None, _) if !self.properties.is_empty() => "`object`".to_owned(),
            (None, _) => "any type".to_owned(),
        }
    }
}

fn limits(schema: &Schema, found: &mut Vec<String>) {
    let counts = [
        ("minLength", schema.min_length),
        ("maxLength", schema.max_length),
        ("minItems", schema.min_items),
        ("maxItems", schema.max_items),
        ("minProperties", schema.min_properties),
        ("maxProperties", schema.max_properties),
    ];
    found.extend(counts.iter().filter_map(|(name, value)| Some(format!("{name}: {}", (*value)?))));
    let numbers = [
        ("minimum", &schema.minimum),
        ("maximum", &schema.maximum),
        ("multipleOf", &schema.multiple_of),
    ];
    found.extend(
        numbers.iter().filter_map(|(name, value)| Some(format!("{name}: {}", value.as_ref()?))),
    );
    found.extend(schema.pattern.iter().map(|pattern| format!("pattern: {pattern}")));
    let booleans = [
        ("exclusiveMinimum", schema.exclusive_minimum),
        ("exclusiveMaximum", schema.exclusive_maximum),
        ("uniqueItems", schema.unique_items),
    ];
    found.extend(booleans.iter().filter(|(_, is)| *is).map(|(name, _)| (*name).to_owned()));
}
