//! The body of a success as a page: its items, and the strings that may lead to the next page.

use std::collections::HashMap;

use crate::lower::paging;
use crate::lower::recognize_paging::query::is_text;
use crate::lower::recognize_paging::text::Text;
use crate::lower::recognize_paging::word::word;
use crate::lower::responses::Responses;
use crate::openapi::document::operation::Operation;
use crate::openapi::document::schema::{JsonType, Schema, Schemas};
use crate::openapi::media_type::Media;
use crate::openapi::status::is_success;

/// Arrays that are found beside a list.
const BESIDE: [&str; 7] =
    ["errors", "included", "links", "messages", "notices", "warnings", "facets"];

/// Objects that contain the list, instead of the page itself.
const AROUND: [&str; 9] =
    ["body", "content", "data", "embedded", "items", "payload", "response", "result", "results"];

/// Objects that contain information about the page.
const ABOUT: [&str; 11] = [
    "cursor",
    "cursors",
    "links",
    "meta",
    "metadata",
    "page",
    "pageinfo",
    "paging",
    "pagination",
    "paginginfo",
    "responsemetadata",
];

/// Properties that occur on a page of a list, and on no other object.
const COUNTS: [&str; 14] = [
    "count",
    "hasmore",
    "hasnext",
    "hasnextpage",
    "prev",
    "previous",
    "previouspage",
    "total",
    "totalcount",
    "totalitems",
    "totalpages",
    "totalresults",
    "first",
    "last",
];

/// A page of a list.
#[derive(Clone)]
pub(super) struct Page<'a> {
    /// The property that lists the items; none if the page is an array of them.
    pub(super) items: Option<&'a str>,
    /// The strings that may lead to the next page: those of the page, and of the objects in it that describe
    /// it, down to the second level.
    pub(super) texts: Vec<Text<'a>>,
    /// Whether it has a property that only a page of a list has.
    pub(super) has_count: bool,
}

/// The pages of a document, which several operations may share.
pub(super) struct Pages<'a> {
    schemas: &'a Schemas,
    /// The pages found so far, by the name of their schema.
    known: HashMap<&'a str, Option<Page<'a>>>,
}

impl<'a> Pages<'a> {
    pub(super) fn of(schemas: &'a Schemas) -> Self {
        Self { schemas, known: HashMap::new() }
    }

    /// The page that an operation returns; none if it has no list, or several.
    pub(super) fn page(&mut self, operation: &'a Operation) -> Option<Page<'a>> {
        let responses = Responses::of(operation);
        let [(status, success)] = responses.successes[..] else { return None };
        let (name, media_type) = success.content.first()?;
        let is_json = Media::described(name, media_type.schema.as_ref()) == Media::Json;
        if !is_success(status) || !is_json {
            return None;
        }
        let schema = paging::page(operation)?;
        let Some(name) = schema.referred() else { return self.read(schema) };
        if let Some(known) = self.known.get(name) {
            return known.clone().filter(|_| !schema.is_nullable());
        }
        let page = self.read(schema.followed(self.schemas));
        self.known.insert(name, page.clone());
        page.filter(|_| !schema.is_nullable())
    }

    fn read(&self, schema: &'a Schema) -> Option<Page<'a>> {
        if schema.is_nullable() || schema.one_of.is_some() {
            return None;
        }
        match schema.ty {
            Some(JsonType::Array) => {
                Some(Page { items: None, texts: Vec::new(), has_count: false })
            }
            Some(JsonType::Object) => {
                let items = only_list(self.schemas, schema)?;
                let (texts, has_count) = (self.texts(schema), self.has_count(schema));
                Some(Page { items: Some(items), texts, has_count })
            }
            _ => None,
        }
    }

    fn has_count(&self, page: &'a Schema) -> bool {
        let about = self.about(page).flat_map(|(_, schema)| schema.listed());
        let mut all = page.listed().chain(about);
        all.any(|(name, _)| COUNTS.contains(&word(name).as_str()))
    }

    fn texts(&self, page: &'a Schema) -> Vec<Text<'a>> {
        let mut texts = Vec::new();
        self.collect(&[], page, &mut texts);
        for (name, schema) in self.about(page) {
            self.collect(&[name], schema, &mut texts);
            for (inner, schema) in schema.listed() {
                let schema = schema.followed(self.schemas);
                if is_object(schema) {
                    self.collect(&[name, inner], schema, &mut texts);
                }
            }
        }
        texts
    }

    fn collect(&self, path: &[&'a str], schema: &'a Schema, texts: &mut Vec<Text<'a>>) {
        for (name, schema) in schema.listed() {
            let text = Text {
                path: [path, &[name.as_str()]].concat(),
                schema: schema.followed(self.schemas),
            };
            if is_text(text.schema) && text.may_lead_on() {
                texts.push(text);
            }
        }
    }

    /// The objects that describe the page.
    fn about(&self, page: &'a Schema) -> impl Iterator<Item = (&'a str, &'a Schema)> {
        let all = page.listed();
        let all = all.map(|(name, schema)| (name.as_str(), schema.followed(self.schemas)));
        all.filter(|(name, schema)| ABOUT.contains(&word(name).as_str()) && is_object(schema))
    }
}

fn is_object(schema: &Schema) -> bool {
    schema.properties.is_some() && schema.one_of.is_none()
}

/// The only property of an object that is an array.
fn only_list<'a>(schemas: &Schemas, schema: &'a Schema) -> Option<&'a str> {
    let is_array = |one: &Schema| one.followed(schemas).ty == Some(JsonType::Array);
    let mut lists = Vec::new();
    for (name, property) in schema.listed() {
        let word = word(name);
        if is_array(property) {
            if !BESIDE.contains(&word.as_str()) {
                lists.push(name.as_str());
            }
        } else if AROUND.contains(&word.as_str()) || is_map_of_objects(schemas, property) {
            return None;
        }
    }
    let [only] = lists[..] else { return None };
    Some(only)
}

/// Whether it may be the list: a map of objects.
fn is_map_of_objects(schemas: &Schemas, property: &Schema) -> bool {
    let values = property.followed(schemas).additional_schema();
    values.is_some_and(|values| values.followed(schemas).ty == Some(JsonType::Object))
}
