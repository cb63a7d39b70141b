//! Reading the rows of the tables that the tests of documented bodies keep.
//!
//! It finds the rows of a table by title, without interpreting the numbers.

use guestlist::execution::bodies::Message;

/// The tables, from the root of the workspace.
pub(super) const TABLES: [&str; 2] =
    ["tests/documented_bodies/verdicts.snap", "tests/documented_bodies/mutations.snap"];

/// The start of the section for a set of bodies in the table of mutations.
const SECTION: &str = "changes of ";

/// The columns of the table of mutations.
const COLUMNS: [&str; 4] = ["lossless", "refused", "silently lossy", "wrong path"];

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its subject, which is unique.
    pub(super) title: String,
    /// Its content.
    pub(super) text: String,
    /// The description, the operation and the message, if it is about one body.
    pub(super) body: Option<(String, String, Message)>,
}

/// The rows of a table.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let mut section = String::new();
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix(SECTION) {
            // The number of bodies is not part of the title.
            let bodies = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
            bodies.split(',').next().unwrap_or_default().trim().clone_into(&mut section);
        } else if section.is_empty() {
            found.extend(of_body(line));
        } else {
            found.extend(of_mutations(line, &section));
        }
    }
    found
}

/// A row such as `acme CreateUser.201.sample example accepts`.
fn of_body(line: &str) -> Option<Row> {
    let mut words = line.split_whitespace();
    let (api, file) = (words.next()?, words.next()?);
    let mut steps = file.split('.');
    let (operation, message) = (steps.next()?, steps.next()?);
    let message = match message {
        "request" => Message::Request,
        status => Message::Status(status.parse().ok()?),
    };
    Some(Row {
        title: format!("{api} {file}"),
        text: words.collect::<Vec<_>>().join(" "),
        body: Some((api.to_owned(), operation.to_owned(), message)),
    })
}

/// A row of a kind of mutations and four numbers.
fn of_mutations(line: &str, section: &str) -> Option<Row> {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let numbers = words.split_off(words.len().checked_sub(COLUMNS.len())?);
    let is_row = !words.is_empty() && numbers.iter().all(|one| one.parse::<usize>().is_ok());
    let cells = COLUMNS.iter().zip(numbers).map(|(name, count)| format!("{count} {name}"));
    is_row.then(|| Row {
        title: format!("{section}, {}", words.join(" ")),
        text: cells.collect::<Vec<_>>().join(", "),
        body: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_known_by_its_title_whatever_the_widths_are() {
        let bodies = rows(
            "---\nsource: x\n---\n2 documented bodies: 2 without loss\n\n\
                           acme/v1  CreateUser.request.curl   curl   accepts  same\n",
        );
        assert_eq!(bodies.len(), 1, "{bodies:?}");
        assert_eq!(bodies[0].title, "acme/v1 CreateUser.request.curl");
        assert_eq!(bodies[0].text, "curl accepts same");
        let body = ("acme/v1".to_owned(), "CreateUser".to_owned(), Message::Request);
        assert_eq!(bodies[0].body, Some(body));
        let mutations = rows(
            "changes of 83 documented bodies, as they are\n\n\
                              \x20   lossless refused silently lossy wrong path\n\
                              wrong type    3  2661   0    0\n",
        );
        assert_eq!(mutations.len(), 1, "{mutations:?}");
        assert_eq!(mutations[0].title, "documented bodies, wrong type");
        assert_eq!(mutations[0].text, "3 lossless, 2661 refused, 0 silently lossy, 0 wrong path");
    }
}
