//! Schemas of any version of OpenAPI 3, read as schemas of OpenAPI 3.0.
//!
//! It reads the JSON of a schema into a [`Schema`]. Each function below rewrites one group of keywords of
//! OpenAPI 3.1 and JSON Schema that 3.0 lacks into the keywords of 3.0. Keywords that only narrow a type are
//! not read. It never refuses a schema.

use serde_json::{Map, Value};

use crate::openapi::document::json::Json;
use crate::openapi::document::reading::{Edition, Reading};
use crate::openapi::document::schema::{Additional, JsonType, Schema};
use crate::openapi::media_type::Media;

type Keywords = Map<String, Value>;

impl Json for Schema {
    fn read(json: &Value, at: &Reading<'_>) -> Option<Self> {
        match (json, at.edition) {
            (Value::Object(keywords), Edition::V3_0) => Some(Self::of(keywords, at)),
            (Value::Object(keywords), Edition::Any) => Some(schema(keywords, at)),
            (Value::Bool(allows), Edition::Any) => boolean_schema(*allows, at),
            _ => None,
        }
    }

    fn write(&self) -> Value {
        self.to_object()
    }
}

/// The schema `true` allows any value. The schema `false` allows none, so it is not read, neither for a
/// property nor for a variant of a union.
fn boolean_schema(allows: bool, at: &Reading<'_>) -> Option<Schema> {
    allows.then(|| any(at))
}

fn any(at: &Reading<'_>) -> Schema {
    Schema { pointer: at.pointer(), ..Schema::default() }
}

fn schema(keywords: &Keywords, at: &Reading<'_>) -> Schema {
    let mut schema = Schema::of(keywords, at);
    list_constant(&mut schema, keywords);
    lift_null(&mut schema);
    unite_tuple(&mut schema, keywords, at);
    number_bounds(&mut schema, keywords);
    pick_example(&mut schema, keywords);
    name_content(&mut schema, keywords);
    keep_patterns(&mut schema, keywords, at);
    split_types(&mut schema, keywords);
    derive_type(&mut schema, keywords);
    wrap_reference(&mut schema, keywords);
    schema
}

/// A `const` becomes an enum of one value.
fn list_constant(schema: &mut Schema, keywords: &Keywords) {
    if let Some(value) = keywords.get("const") {
        schema.values = Some(vec![value.clone()]);
    }
}

/// A union with `null`, and an enum with `null`, become nullable.
fn lift_null(schema: &mut Schema) {
    for (had_null, only) in [without_null(&mut schema.one_of), without_null(&mut schema.any_of)] {
        only.into_iter().for_each(|only| take_in(schema, only));
        if had_null {
            schema.nullable = Some(true);
        }
    }
    if schema.ty == Some(JsonType::Null) {
        return allow_only_null(schema);
    }
    let Some(values) = schema.values.as_mut().filter(|values| values.contains(&Value::Null)) else {
        return;
    };
    values.retain(|value| !value.is_null());
    if values.is_empty() {
        return allow_only_null(schema);
    }
    schema.nullable = Some(true);
}

/// Removes `null` from a union. If at most one variant is left, the union is removed as well.
fn without_null(union: &mut Option<Vec<Schema>>) -> (bool, Option<Schema>) {
    let Some(variants) = union else { return (false, None) };
    let before = variants.len();
    variants.retain(|variant| !variant.is_null());
    let had_null = variants.len() < before;
    if had_null && variants.len() < 2 {
        return (true, union.take().and_then(|mut variants| variants.pop()));
    }
    (had_null, None)
}

fn allow_only_null(schema: &mut Schema) {
    schema.ty = Some(JsonType::Null);
    schema.values = None;
}

/// Replaces a union with its only variant.
fn take_in(schema: &mut Schema, mut only: Schema) {
    if only.reference.is_none() && schema.is_annotation() {
        only.annotate(schema);
        *schema = Schema { pointer: std::mem::take(&mut schema.pointer), ..only };
    } else {
        schema.all_of.get_or_insert_default().push(only);
    }
}

/// A tuple becomes an array whose items may have the type of any item of the tuple.
fn unite_tuple(schema: &mut Schema, keywords: &Keywords, at: &Reading<'_>) {
    /// Each item is compared with every other, so their number is bounded; no known tuple is longer.
    const LONGEST: usize = 32;
    let items = keywords.get("items");
    let (listed, rest) = match items {
        // Before JSON Schema 2020-12, an array in `items` had this meaning.
        Some(Value::Array(listed)) => (Some(("items", listed)), "additionalItems"),
        _ => (
            keywords.get("prefixItems").and_then(Value::as_array).map(|all| ("prefixItems", all)),
            "items",
        ),
    };
    let Some((name, listed)) = listed else {
        // Without a tuple, `false` allows no items: the array is empty, whatever type its items have.
        if items == Some(&Value::Bool(false)) {
            schema.items = Some(Box::new(any(&at.property("items"))));
        }
        return;
    };
    let read = |(index, item): (usize, &Value)| Schema::read(item, &at.property(name).item(index));
    let rest = keywords.get(rest).filter(|rest| rest.is_object());
    let rest = rest.and_then(|rest| Schema::read(rest, &at.property("items")));
    let mut different: Vec<Schema> = Vec::new();
    for item in listed.iter().enumerate().filter_map(read).chain(rest).take(LONGEST) {
        if !different.contains(&item) {
            different.push(item);
        }
    }
    let items = match different.len() {
        1 => different.remove(0),
        0 => Schema::default(),
        _ if different.contains(&Schema::default()) => Schema::default(),
        _ => union(different),
    };
    schema.items = Some(Box::new(items));
    if !keywords.contains_key("type") {
        schema.ty = Some(JsonType::Array);
    }
}

fn union(variants: Vec<Schema>) -> Schema {
    let mut union = Schema { one_of: Some(variants), ..Schema::default() };
    lift_null(&mut union);
    union
}

/// An exclusive bound becomes a bound with a boolean that marks it as exclusive.
fn number_bounds(schema: &mut Schema, keywords: &Keywords) {
    let number = |name: &str| keywords.get(name).and_then(Value::as_number);
    if let Some(exclusive) = number("exclusiveMinimum") {
        let bound = schema.minimum.as_ref().and_then(|bound| bound.as_f64());
        schema.exclusive_minimum = bound.is_none_or(|bound| exclusive.as_f64() >= Some(bound));
        if schema.exclusive_minimum {
            schema.minimum = Some(exclusive.clone());
        }
    }
    if let Some(exclusive) = number("exclusiveMaximum") {
        let bound = schema.maximum.as_ref().and_then(|bound| bound.as_f64());
        schema.exclusive_maximum = bound.is_none_or(|bound| exclusive.as_f64() <= Some(bound));
        if schema.exclusive_maximum {
            schema.maximum = Some(exclusive.clone());
        }
    }
}

/// The first of several examples becomes the example.
fn pick_example(schema: &mut Schema, keywords: &Keywords) {
    if !keywords.contains_key("example") {
        schema.example =
            keywords.get("examples").and_then(Value::as_array).and_then(|all| all.first()).cloned();
    }
}

/// The encoding and the media type of a string become its format.
fn name_content(schema: &mut Schema, keywords: &Keywords) {
    let string = |name: &str| keywords.get(name).and_then(Value::as_str);
    let encoding = string("contentEncoding").map(str::to_ascii_lowercase);
    let format = match (encoding.as_deref(), string("contentMediaType")) {
        (Some("base64"), _) => "byte",
        (Some("binary"), _) => "binary",
        // Text and JSON are strings; the others are files.
        (None | Some("7bit" | "8bit" | "identity"), Some(media_type))
            if Media::of(media_type) == Media::Bytes =>
        {
            "binary"
        }
        _ => return,
    };
    schema.format.get_or_insert_with(|| format.to_owned());
    if !keywords.contains_key("type") {
        schema.ty = Some(JsonType::String);
    }
}

/// Properties by name pattern become additional properties. Their type is that of any of the patterns, or,
/// unless other properties are forbidden, that of the others.
fn keep_patterns(schema: &mut Schema, keywords: &Keywords, at: &Reading<'_>) {
    let patterns = keywords.get("patternProperties").and_then(Value::as_object);
    let Some(patterns) = patterns.filter(|patterns| !patterns.is_empty()) else { return };
    let is_false = |name: &str| keywords.get(name) == Some(&Value::Bool(false));
    let is_closed = is_false("additionalProperties")
        || (is_false("unevaluatedProperties") && !keywords.contains_key("additionalProperties"));
    let at = at.property("patternProperties");
    let of_patterns = patterns.iter().map(|(pattern, one)| {
        let at = at.property(pattern);
        Schema::read(one, &at).unwrap_or_else(|| any(&at))
    });
    let others = match &schema.additional {
        Some(Additional::Of(others)) => (**others).clone(),
        _ => Schema::default(),
    };
    let mut different: Vec<Schema> = Vec::new();
    for value in of_patterns.chain((!is_closed).then_some(others)) {
        if !different.contains(&value) {
            different.push(value);
        }
    }
    let value = match different.len() {
        1 => different.remove(0),
        _ => {
            let mut union = Schema { any_of: Some(different), ..Schema::default() };
            lift_null(&mut union);
            union
        }
    };
    schema.additional = Some(Additional::Of(Box::new(value)));
}

/// The types in an array of types; none if `type` is not an array, or contains an unknown name.
fn listed_types(keywords: &Keywords, at: &Reading<'_>) -> Option<Vec<JsonType>> {
    let names = keywords.get("type")?.as_array()?;
    names.iter().map(|name| JsonType::read(name, at)).collect()
}

/// Several types become a union of them, and `null` among them makes the schema nullable.
fn split_types(schema: &mut Schema, keywords: &Keywords) {
    let at = Reading::of(Edition::Any);
    let Some(listed) = listed_types(keywords, &at).filter(|listed| !listed.is_empty()) else {
        return;
    };
    let mut types: Vec<JsonType> = Vec::new();
    // Every integer is a number.
    let has_number = listed.contains(&JsonType::Number);
    for ty in listed.iter().copied() {
        let is_implied = ty == JsonType::Null || (ty == JsonType::Integer && has_number);
        if !is_implied && !types.contains(&ty) {
            types.push(ty);
        }
    }
    if listed.contains(&JsonType::Null) {
        if types.is_empty() {
            return allow_only_null(schema);
        }
        schema.nullable = Some(true);
    }
    if let [only] = types[..] {
        schema.ty = Some(only);
        return;
    }
    // All types except `null`, and except `integer`, which is a number.
    const ALL: usize = 5;
    if types.len() < ALL && !schema.combines() && schema.values.is_none() {
        let mut split = Schema { pointer: schema.pointer.clone(), ..Schema::default() };
        split.annotate(schema);
        split.one_of = Some(types.into_iter().map(|ty| of_type(ty, schema)).collect());
        *schema = split;
    }
}

/// A type with the keywords of a schema that apply to it.
fn of_type(ty: JsonType, schema: &Schema) -> Schema {
    let own = Schema { pointer: schema.pointer.clone(), ty: Some(ty), ..Schema::default() };
    let all = schema.clone();
    let is_of_numbers = all.format.as_deref().is_some_and(|format| {
        let known = ["float", "double"].contains(&format);
        known || format.starts_with("int") || format.starts_with("uint")
    });
    match ty {
        JsonType::String => Schema {
            min_length: all.min_length,
            max_length: all.max_length,
            pattern: all.pattern,
            format: all.format.filter(|_| !is_of_numbers),
            ..own
        },
        JsonType::Integer | JsonType::Number => Schema {
            minimum: all.minimum,
            maximum: all.maximum,
            exclusive_minimum: all.exclusive_minimum,
            exclusive_maximum: all.exclusive_maximum,
            multiple_of: all.multiple_of,
            format: all.format.filter(|_| is_of_numbers),
            ..own
        },
        JsonType::Array => Schema {
            items: all.items,
            min_items: all.min_items,
            max_items: all.max_items,
            unique_items: all.unique_items,
            ..own
        },
        JsonType::Object => Schema {
            properties: all.properties,
            required: all.required,
            additional: all.additional,
            min_properties: all.min_properties,
            max_properties: all.max_properties,
            ..own
        },
        JsonType::Boolean | JsonType::Null => own,
    }
}

/// A schema without a type gets the type that its other keywords imply.
fn derive_type(schema: &mut Schema, keywords: &Keywords) {
    let has_unknown_type = keywords.contains_key("type")
        && listed_types(keywords, &Reading::of(Edition::Any)).is_none();
    if schema.ty.is_none() && !has_unknown_type && !schema.combines() {
        schema.ty = schema.shown_type();
    }
    if schema.ty == Some(JsonType::Array) && schema.items.is_none() {
        schema.items = Some(Box::default());
    }
}

/// A reference with other keywords beside it becomes an `allOf` of both.
fn wrap_reference(schema: &mut Schema, keywords: &Keywords) {
    let Some(reference) = schema.reference.take() else { return };
    if schema.is_annotation() {
        schema.reference = Some(reference);
        return;
    }
    let pointer = &schema.pointer;
    let reference =
        Schema { pointer: pointer.clone(), reference: Some(reference), ..Schema::default() };
    if let Some(schemas) = &mut schema.all_of {
        return schemas.insert(0, reference);
    }
    // Keywords that describe properties become a schema of the `allOf`; bounds may stay outside.
    let mut own = Schema {
        pointer: pointer.clone(),
        ty: schema.ty.take(),
        properties: schema.properties.take(),
        required: std::mem::take(&mut schema.required),
        additional: schema.additional.take(),
        ..Schema::default()
    };
    if own.ty.is_some() && !keywords.contains_key("nullable") {
        own.nullable = schema.nullable.take();
    }
    if own.ty.is_none() {
        own.ty = own.shown_type();
    }
    let has_own = own != Schema::default();
    schema.all_of = Some([Some(reference), has_own.then_some(own)].into_iter().flatten().collect());
}
