//! Notes about the guesses of passes: the reason, the extension that would confirm the guess, and the way to
//! reject it.

use serde_json::Value;

use crate::lower::draft::Draft;
use crate::openapi::document::json::Json as _;
use crate::openapi::document::operation::Paging;
use crate::openapi::pointer::escape;
use crate::openapi::source::Source;
use crate::report::{Diagnostic, Severity};

/// The notes, in the document's order.
pub(crate) fn guesses(draft: &Draft, source: &Source) -> Vec<Diagnostic> {
    let operations = draft.document.operations();
    let guesses = operations.filter_map(|(path, method, operation)| {
        let paging = draft.operations.get(&operation.id)?.guessed_paging.as_ref()?;
        let title = format!("{} {path}", method.to_ascii_uppercase());
        Some(Diagnostic {
            severity: Severity::Note,
            code: "guessed-paging",
            message: format!("`{title}` is taken for a list in pages: {}", reason(paging)),
            location: source.location(&format!("/paths/{}/{method}", escape(path))),
            help: format!(
                "write `x-guestlist-paging: {}` in the operation to say so, or \
                 `x-guestlist-paging: false` if it is not",
                written(paging),
            ),
            related: Vec::new(),
        })
    });
    guesses.collect()
}

/// The reason for a guess.
fn reason(paging: &Paging) -> String {
    match paging {
        Paging { token: Some(token), next: Some(next), .. } => {
            format!("`{token}` takes the token that is in `{next}` of the page before")
        }
        Paging { link: Some(link), .. } => format!("`{link}` links to the next page"),
        Paging { number: Some(number), .. } => format!("`{number}` is the number of a page"),
        Paging { offset: Some(offset), .. } => {
            format!("`{offset}` is the number of items before a page")
        }
        _ => "the header `Link` links to the next page".to_owned(),
    }
}

/// The paging as YAML, in one line.
fn written(paging: &Paging) -> String {
    let properties = paging.write();
    let all = properties.as_object().into_iter().flatten();
    let all = all.filter_map(|(name, value)| Some(format!("{name}: {}", scalar(value)?)));
    format!("{{{}}}", all.collect::<Vec<_>>().join(", "))
}

/// A string as YAML; as JSON if YAML could read it as another value.
fn scalar(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '$');
    let is_name = text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$'))
        && text.chars().all(is_plain);
    let lower = text.to_ascii_lowercase();
    let is_word = matches!(
        lower.as_str(),
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    Some(if is_name && !is_word { text.to_owned() } else { value.to_string() })
}
