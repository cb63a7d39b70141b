//! A selector: the name of an operation, of a tag, or of a route, with `*` and `**`.

use crate::openapi::grammar::METHODS;
use crate::openapi::subset::Operation;

/// The target of a selector.
pub(crate) enum Selector<'a> {
    Tag(&'a str),
    /// The method in capitals, none for any, and the path.
    Route(Option<String>, String),
    /// An exact `operationId`, which may have any characters.
    Exactly(&'a str),
    Id(&'a str),
}

/// A message, and advice.
type Problem = (String, String);

impl<'a> Selector<'a> {
    /// Parses a selector. A text that is the `operationId` of an operation means that operation, whatever it
    /// looks like.
    pub(crate) fn parse(text: &'a str, all: &[Operation]) -> Result<Self, Problem> {
        let text = text.trim();
        if all.iter().any(|one| one.id.as_deref() == Some(text)) {
            return Ok(Self::Exactly(text));
        }
        if let Some(tag) = text.strip_prefix("tag:") {
            return Ok(Self::Tag(tag.trim()));
        }
        if text.starts_with('/') {
            return Ok(Self::Route(None, without_names(text)));
        }
        let Some((method, path)) = text.split_once(char::is_whitespace) else {
            return match text {
                "" => Err((
                    "the selector is empty".to_owned(),
                    "give an operationId, `tag:NAME` or `METHOD /path`".to_owned(),
                )),
                text => Ok(Self::Id(text)),
            };
        };
        let (method, path) = (method.to_ascii_uppercase(), path.trim());
        if method != "*" && !METHODS.iter().any(|known| known.eq_ignore_ascii_case(&method)) {
            let message = format!("the selector `{text}` has no method of OpenAPI before its path");
            return Err((message, format!("the methods are {}, and `*`", METHODS.join(", "))));
        }
        if !path.starts_with(['/', '*']) {
            let message = format!("the path of the selector `{text}` does not begin with `/`");
            return Err((message, format!("write `{method} /{path}`")));
        }
        Ok(Self::Route((method != "*").then_some(method), without_names(path)))
    }

    pub(crate) fn matches(&self, operation: &Operation) -> bool {
        match self {
            Self::Tag(tag) => operation.tags.iter().any(|one| one == tag || glob(tag, one)),
            Self::Exactly(id) => operation.id.as_deref() == Some(id),
            Self::Id(id) => operation.id.as_deref().is_some_and(|one| glob(id, one)),
            Self::Route(method, path) => {
                method.as_ref().is_none_or(|method| *method == operation.method)
                    && glob(path, &without_names(&operation.path))
            }
        }
    }
}

/// A path with `{}` for each of its parameters, so that their names do not matter.
fn without_names(path: &str) -> String {
    let mut plain = String::new();
    let mut rest = path;
    while let Some((before, inner)) = rest.split_once('{') {
        let Some((_, after)) = inner.split_once('}') else { break };
        plain.push_str(before);
        plain.push_str("{}");
        rest = after;
    }
    plain + rest
}

/// Whether a pattern matches a whole text: `*` stands for any characters except `/`, `**` for any at all. A
/// `/` before a final `**` is part of it, so that `/pets/**` also matches `/pets`.
fn glob(pattern: &str, text: &str) -> bool {
    if let Some(whole) = pattern.strip_suffix("/**")
        && glob(whole, text)
    {
        return true;
    }
    // The possible states of the pattern after the text so far: how much of it has matched.
    let pattern: Vec<char> = pattern.chars().collect();
    let mut states = closed(vec![0], &pattern);
    for c in text.chars() {
        let mut next = Vec::new();
        for state in states {
            match pattern.get(state) {
                Some('*') if is_double(&pattern, state) || c != '/' => next.push(state),
                Some(known) if *known == c && c != '*' => next.push(state + 1),
                _ => {}
            }
        }
        states = closed(next, &pattern);
    }
    states.contains(&pattern.len())
}

fn is_double(pattern: &[char], at: usize) -> bool {
    pattern.get(at + 1) == Some(&'*')
}

/// The states, and those reachable from them without a character, in order and without duplicates.
fn closed(mut states: Vec<usize>, pattern: &[char]) -> Vec<usize> {
    let mut index = 0;
    while let Some(state) = states.get(index).copied() {
        index += 1;
        if pattern.get(state) == Some(&'*') {
            states.push(state + if is_double(pattern, state) { 2 } else { 1 });
        }
    }
    states.sort_unstable();
    states.dedup();
    states
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_what_they_say() {
        let rows = [
            ("listPets", "listPets", true),
            ("listPets", "listPet", false),
            ("list*", "listPets", true),
            ("list*", "list", true),
            ("*Pets", "listPets", true),
            ("*", "repos/get", false),
            ("**", "repos/get", true),
            ("repos/*", "repos/get", true),
            ("repos/*", "repos/get/all", false),
            ("repos/**", "repos/get/all", true),
            ("/pets/**", "/pets", true),
            ("/pets/**", "/pets/{}/toys", true),
            ("/pets/**", "/petstore", false),
            ("/pets/*", "/pets/{}", true),
            ("/pets/*", "/pets", false),
            ("/**/toys", "/pets/{}/toys", true),
            ("/*/*/toys", "/pets/{}/toys", true),
            ("/*/toys", "/pets/{}/toys", false),
            ("a*a*a*a*a*a*a*a*b", &"a".repeat(4000), false),
            ("", "", true),
        ];
        for (pattern, text, expected) in rows {
            assert_eq!(glob(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn the_names_of_parameters_do_not_count() {
        for path in ["/pets/{id}/{to y}", "/pets/{}/{}"] {
            assert_eq!(without_names(path), "/pets/{}/{}");
        }
        assert_eq!(without_names("/pets/{id"), "/pets/{id");
    }
}
