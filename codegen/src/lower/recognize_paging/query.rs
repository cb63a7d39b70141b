//! The query parameters that page through a list.

use crate::lower::recognize_paging::word::word;
use crate::openapi::document::operation::{Operation, Parameter};
use crate::openapi::document::schema::{JsonType, Schema, Schemas};
use crate::rust::formats::string_format;

/// Names for the number of items on a page.
const SIZES: [&str; 14] = [
    "count",
    "first",
    "itemsperpage",
    "limit",
    "maxitems",
    "maxresults",
    "pagelimit",
    "pagesize",
    "perpage",
    "resultsperpage",
    "size",
    "take",
    "top",
    "pagecount",
];

/// Names for the number of the page.
const NUMBERS: [&str; 4] = ["page", "pageno", "pagenum", "pagenumber"];

/// Names for the number of items before the page.
const OFFSETS: [&str; 2] = ["offset", "skip"];

/// Names for a position in the list that a previous page has returned.
const TOKENS: [&str; 18] = [
    "after",
    "before",
    "continuation",
    "continuationtoken",
    "cursor",
    "endingbefore",
    "marker",
    "nextcursor",
    "nextpage",
    "nextpagetoken",
    "nexttoken",
    "pagecursor",
    "pagetoken",
    "paginationtoken",
    "scrollid",
    "searchafter",
    "startingafter",
    "starttoken",
];

/// A query parameter that is not deprecated.
pub(super) struct Asked<'a> {
    pub(super) word: String,
    pub(super) parameter: &'a Parameter,
    pub(super) schema: &'a Schema,
}

/// The parameters of a query.
pub(super) struct Query<'a>(Vec<Asked<'a>>);

impl<'a> Query<'a> {
    pub(super) fn of(schemas: &'a Schemas, operation: &'a Operation) -> Self {
        let in_query = |one: &&Parameter| one.location == "query" && !one.deprecated;
        let asked = operation.parameters.iter().filter(in_query).filter_map(|parameter| {
            let schema = parameter.schema.as_ref()?.followed(schemas);
            Some(Asked { word: word(&parameter.name), parameter, schema })
        });
        Self(asked.collect())
    }

    /// The parameters that are plain strings.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Asked<'a>> {
        self.0.iter().filter(|one| is_text(one.schema))
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = &Asked<'a>> {
        self.integers(&NUMBERS)
    }

    pub(super) fn offsets(&self) -> impl Iterator<Item = &Asked<'a>> {
        self.integers(&OFFSETS)
    }

    pub(super) fn has_size(&self) -> bool {
        self.integers(&SIZES).next().is_some()
    }

    /// Whether a parameter is a position in the list.
    pub(super) fn has_token(&self) -> bool {
        self.0.iter().any(|one| TOKENS.contains(&one.word.as_str()))
    }

    /// Whether the query requests a part of a list.
    pub(super) fn has_paging(&self) -> bool {
        let is_counted = self.numbers().next().is_some() || self.offsets().next().is_some();
        is_counted || self.has_size() || self.has_token()
    }

    fn integers(&self, words: &'static [&'static str]) -> impl Iterator<Item = &Asked<'a>> {
        let is_integer =
            |schema: &Schema| schema.ty == Some(JsonType::Integer) && schema.values.is_none();
        let is_one =
            move |one: &&Asked<'a>| words.contains(&one.word.as_str()) && is_integer(one.schema);
        self.0.iter().filter(is_one)
    }
}

/// Whether the values of a schema are arbitrary strings, without their own Rust type.
pub(super) fn is_text(schema: &Schema) -> bool {
    let format = schema.format.as_deref().and_then(string_format);
    schema.ty == Some(JsonType::String)
        && schema.values.is_none()
        && format.is_none_or(|format| format.ty.is_none())
}
