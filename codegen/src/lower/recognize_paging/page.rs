//! The body of a success as a page: what it lists, and the texts that may lead on.

use crate::lower::paging;
use crate::lower::recognize_paging::query::is_text;
use crate::lower::recognize_paging::word::word;
use crate::lower::responses::Responses;
use crate::openapi::document::operation::Operation;
use crate::openapi::document::schema::{JsonType, Schema, Schemas};
use crate::openapi::media_type::Media;

/// Arrays that stand beside a list.
const BESIDE: [&str; 7] =
    ["errors", "included", "links", "messages", "notices", "warnings", "facets"];

/// Objects that have a list in them, in place of the page itself.
const AROUND: [&str; 9] =
    ["body", "content", "data", "embedded", "items", "payload", "response", "result", "results"];

/// Objects that have what is known of a page.
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

/// What stands on a page of a list, and on no other object.
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
pub(super) struct Page<'a> {
    items: Option<&'a str>,
    schemas: &'a Schemas,
    schema: &'a Schema,
}

/// A text of a page.
pub(super) struct Text<'a> {
    /// The names of the properties that lead to it.
    pub(super) path: Vec<&'a str>,
    pub(super) schema: &'a Schema,
}

impl<'a> Page<'a> {
    /// The page that an operation gives; none where it has no list, or several.
    pub(super) fn of(schemas: &'a Schemas, operation: &'a Operation) -> Option<Self> {
        let responses = Responses::of(operation);
        let [(status, success)] = responses.successes[..] else { return None };
        if !status.starts_with('2') {
            return None;
        }
        let (name, media_type) = success.content.first()?;
        let is_json = Media::described(name, media_type.schema.as_ref()) == Media::Json;
        let own = paging::page(operation).filter(|_| is_json)?;
        let schema = own.followed(schemas);
        if own.is_nullable() || schema.is_nullable() || schema.one_of.is_some() {
            return None;
        }
        match schema.ty {
            Some(JsonType::Array) => Some(Self { items: None, schemas, schema }),
            Some(JsonType::Object) => {
                let items = only_list(schemas, schema)?;
                Some(Self { items: Some(items), schemas, schema })
            }
            _ => None,
        }
    }

    /// The property that lists the items; none where the page is an array of them.
    pub(super) fn items(&self) -> Option<&'a str> {
        self.items
    }

    /// Whether it has what only a page of a list has.
    pub(super) fn has_count(&self) -> bool {
        let about = self.about().flat_map(|(_, schema)| schema.listed());
        let mut all = self.schema.listed().chain(about);
        all.any(|(name, _)| COUNTS.contains(&word(name).as_str()))
    }

    /// The texts of the page, and of the objects in it that say something about it, down to the second level.
    pub(super) fn texts(&self) -> Vec<Text<'a>> {
        let mut texts = Vec::new();
        self.collect(&[], self.schema, &mut texts);
        for (name, schema) in self.about() {
            self.collect(&[name], schema, &mut texts);
            for (inner, schema) in schema.listed() {
                let schema = schema.followed(self.schemas);
                if schema.properties.is_some() && schema.one_of.is_none() {
                    self.collect(&[name, inner], schema, &mut texts);
                }
            }
        }
        texts
    }

    fn collect(&self, path: &[&'a str], schema: &'a Schema, texts: &mut Vec<Text<'a>>) {
        for (name, schema) in schema.listed() {
            let schema = schema.followed(self.schemas);
            if is_text(schema) {
                texts.push(Text { path: [path, &[name.as_str()]].concat(), schema });
            }
        }
    }

    /// The objects that say something about the page.
    fn about(&self) -> impl Iterator<Item = (&'a str, &'a Schema)> {
        let all = self.schema.listed();
        let all = all.map(|(name, schema)| (name.as_str(), schema.followed(self.schemas)));
        all.filter(|(name, schema)| {
            ABOUT.contains(&word(name).as_str())
                && schema.properties.is_some()
                && schema.one_of.is_none()
        })
    }
}

/// The only property of an object that is a list.
fn only_list<'a>(schemas: &Schemas, schema: &'a Schema) -> Option<&'a str> {
    let is_array = |one: &Schema| one.followed(schemas).ty == Some(JsonType::Array);
    let mut lists = Vec::new();
    for (name, property) in schema.listed() {
        let word = word(name);
        if is_array(property) {
            if !BESIDE.contains(&word.as_str()) {
                lists.push(name.as_str());
            }
        } else if AROUND.contains(&word.as_str()) {
            return None;
        }
    }
    let [only] = lists[..] else { return None };
    Some(only)
}
