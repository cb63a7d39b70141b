//! The token or the link that leads from a page to the next one.

use crate::lower::recognize_paging::page::Page;
use crate::lower::recognize_paging::query::Query;
use crate::lower::recognize_paging::text::Text;
use crate::lower::recognize_paging::word::{mentions, word};
use crate::openapi::document::operation::{Header, Operation, Paging};
use crate::openapi::status::is_success;

/// A parameter and the property that contains its value.
const PAIRS: [(&str, &str); 12] = [
    ("continuation", "nextcontinuation"),
    ("continuationtoken", "nextcontinuationtoken"),
    ("cursor", "nextcursor"),
    ("marker", "nextmarker"),
    ("nextcursor", "nextcursor"),
    ("nextpagetoken", "nextpagetoken"),
    ("nexttoken", "nexttoken"),
    ("pagecursor", "nextcursor"),
    ("pagecursor", "nextpagecursor"),
    ("pagetoken", "nextpagetoken"),
    ("pagetoken", "nexttoken"),
    ("paginationtoken", "nexttoken"),
];

/// Similar pairs, if the description of the property also says that it is a token.
const LIKELY_PAIRS: [(&str, &str); 6] = [
    ("cursor", "next"),
    ("cursor", "nextpage"),
    ("nextpage", "nextpage"),
    ("page", "nextpage"),
    ("pagetoken", "next"),
    ("pagetoken", "nextpage"),
];

/// Properties that are links by their names.
const LINKS: [&str; 8] = [
    "nexthref",
    "nextlink",
    "nextpagehref",
    "nextpagelink",
    "nextpageuri",
    "nextpageurl",
    "nexturi",
    "nexturl",
];

/// The parameters that accept a token of the previous page.
pub(super) fn by_token(page: &Page<'_>, query: &Query<'_>) -> Vec<Paging> {
    let mut found = Vec::new();
    for text in &page.texts {
        let next = text.word();
        for asked in query.texts() {
            let is_one = |pairs: &[(&str, &str)]| pairs.contains(&(&asked.word, &next));
            let is_token = || mentions(&text.schema.description, &["cursor", "token"]);
            if !text.is_link() && (is_one(&PAIRS) || is_one(&LIKELY_PAIRS) && is_token()) {
                let (token, next) = (Some(asked.parameter.name.clone()), Some(text.written()));
                found.push(Paging { token, next, ..Paging::default() });
            }
        }
    }
    found
}

/// The properties that link to the next page.
pub(super) fn by_link(page: &Page<'_>) -> Vec<Paging> {
    if page.items.is_none() {
        return Vec::new();
    }
    let links = page.texts.iter().filter(|text| leads_on(text));
    links.map(|text| Paging { link: Some(text.written()), ..Paging::default() }).collect()
}

/// Whether a string is the link to the next page.
fn leads_on(text: &Text<'_>) -> bool {
    let words: Vec<String> = text.path.iter().map(|name| word(name)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [.., "links", "next"] | [.., "links", "next", "href" | "url"] => true,
        [.., "next" | "nextpage"] => text.is_link(),
        [.., last] => LINKS.contains(&last.strip_prefix("odata").unwrap_or(last)),
        [] => false,
    }
}

/// The header `Link`, if the operation describes it as a link to the next page.
pub(super) fn by_header(operation: &Operation, query: &Query<'_>) -> Option<Paging> {
    let mut successes = operation.responses.iter().filter(|(status, _)| is_success(status));
    let (_, response) = successes.next()?;
    let mut headers = response.headers.iter();
    let (_, header) = headers.find(|(name, _)| name.eq_ignore_ascii_case("link"))?;
    // A header with another description is not about pages.
    let is_of_pages = says_next(header) || query.has_paging() && is_silent(header);
    is_of_pages.then(|| Paging { header: Some("Link".to_owned()), ..Paging::default() })
}

/// Whether a header has no description and no example.
fn is_silent(header: &Header) -> bool {
    let is_shown = header
        .schema
        .as_ref()
        .is_some_and(|schema| !schema.description.is_empty() || schema.example.is_some());
    header.description.is_empty() && header.example.is_none() && !is_shown
}

/// Whether the description or the example of a header is about pages.
fn says_next(header: &Header) -> bool {
    const WORDS: [&str; 6] = ["next", "pagina", "rfc5988", "rfc8288", "rfc 5988", "rfc 8288"];
    let schema = header.schema.as_ref();
    let shown = [header.example.as_ref(), schema.and_then(|schema| schema.example.as_ref())];
    let mut shown = shown.into_iter().filter_map(|example| example?.as_str());
    let described = schema.is_some_and(|schema| mentions(&schema.description, &WORDS));
    described || mentions(&header.description, &WORDS) || shown.any(|text| mentions(text, &WORDS))
}
