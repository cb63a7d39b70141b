//! Reads an overlay, and reports everything in it that is not valid.

use camino::Utf8Path;
use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use crate::openapi::overlay::action::{Action, Change, Overlay, Version};
use crate::openapi::pointer::escape;
use crate::openapi::source::{SourceFile, document};
use crate::report::{Diagnostic, Report, Severity};

/// The extension for an action that may match nothing.
pub(crate) const OPTIONAL: &str = "x-guestlist-optional";

/// Reads the overlay in a file; none if it has problems, which are added to the report.
pub(crate) fn read(path: &Utf8Path, report: &mut Report) -> Option<Overlay> {
    let file = document(path, report)?;
    let mut reader = Reader { file: &file, problems: Vec::new() };
    let read = reader.overlay();
    let problems = reader.problems;
    if let (Some((version, actions)), true) = (read, problems.is_empty()) {
        return Some(Overlay { version, file, actions });
    }
    problems.into_iter().for_each(|problem| report.add(problem));
    None
}

struct Reader<'a> {
    file: &'a SourceFile<Value>,
    problems: Vec<Diagnostic>,
}

/// The properties of each object of an overlay.
const ROOT: [&str; 4] = ["overlay", "info", "extends", "actions"];
const INFO: [&str; 3] = ["title", "version", "description"];
const ACTION: [&str; 5] = ["target", "description", "update", "remove", "copy"];

impl Reader<'_> {
    fn problem(&mut self, pointer: &str, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Diagnostic {
            severity: Severity::Error,
            code: "bad-overlay",
            message: message.into(),
            location: self.file.location(pointer),
            help: help.into(),
            related: Vec::new(),
        });
    }

    fn overlay(&mut self) -> Option<(Version, Vec<Action>)> {
        let Some(root) = self.file.value.as_object() else {
            let help = "an overlay begins with `overlay: 1.1.0`";
            self.problem("", "an overlay is an object", help);
            return None;
        };
        let version = self.version(root)?;
        self.known(root, "", &ROOT);
        self.string(root, "", "extends", false);
        match root.get("info") {
            Some(Value::Object(info)) => {
                self.known(info, "/info", &INFO);
                self.string(info, "/info", "title", true);
                self.string(info, "/info", "version", true);
                self.string(info, "/info", "description", false);
            }
            Some(_) => self.problem("/info", "`info` is not an object", "give title and version"),
            None => {
                let help = "add `info: {title: …, version: 1.0.0}`";
                self.problem("", "the overlay has no `info`", help);
            }
        }
        let actions = match root.get("actions") {
            Some(Value::Array(actions)) if !actions.is_empty() => actions,
            Some(_) => {
                let help = "list at least one object with a `target`";
                self.problem("/actions", "`actions` is not an array of actions", help);
                return None;
            }
            None => {
                let help = "list what is to change in `actions`";
                self.problem("", "the overlay has no `actions`", help);
                return None;
            }
        };
        let mut read = Vec::new();
        for (index, action) in actions.iter().enumerate() {
            let pointer = format!("/actions/{index}");
            if let Some(same) = actions[..index].iter().position(|other| other == action) {
                let message = format!("this action is the same as the one at index {same}");
                self.problem(&pointer, message, "remove one of them");
            }
            read.extend(self.action(action, pointer, version));
        }
        Some((version, read))
    }

    fn version(&mut self, root: &Map<String, Value>) -> Option<Version> {
        let help = "write `overlay: 1.0.0` or `overlay: 1.1.0`";
        let Some(version) = root.get("overlay") else {
            let message = match root.contains_key("openapi") {
                true => "this is an OpenAPI document, and not an overlay",
                false => "this is not an overlay, because it has no `overlay`",
            };
            self.problem("", message, help);
            return None;
        };
        let text = version.as_str().unwrap_or_default();
        let is_patch = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
        let of = |known: &str| text.strip_prefix(known).is_some_and(is_patch);
        if of("1.0.") {
            Some(Version::V1_0)
        } else if of("1.1.") {
            Some(Version::V1_1)
        } else {
            self.problem("/overlay", format!("`{version}` is not a version that is known"), help);
            None
        }
    }

    fn action(&mut self, action: &Value, pointer: String, version: Version) -> Option<Action> {
        let Some(properties) = action.as_object() else {
            self.problem(&pointer, "an action is an object", "give it a `target`");
            return None;
        };
        self.known(properties, &pointer, &ACTION);
        self.string(properties, &pointer, "description", false);
        let is_optional = self.boolean(properties, &pointer, OPTIONAL);
        let removes = self.boolean(properties, &pointer, "remove");
        let update = properties.get("update");
        let target = self.path(properties, &pointer, "target");
        if !properties.contains_key("target") {
            let help = "say what is to change with a JSONPath, such as `target: $.info`";
            self.problem(&pointer, "the action has no `target`", help);
        }
        let copy = match (properties.contains_key("copy"), version) {
            (true, Version::V1_0) => {
                let help = "write `overlay: 1.1.0` at the top";
                self.problem(&format!("{pointer}/copy"), "`copy` is of Overlay 1.1", help);
                return None;
            }
            (true, Version::V1_1) => Some(self.path(properties, &pointer, "copy")),
            (false, _) => None,
        };
        let has = |name: &&&str| properties.contains_key(**name);
        let given: Vec<&str> = ["update", "copy", "remove"].iter().filter(has).copied().collect();
        // An action of 1.0 may have no effect, or several effects of which the first counts.
        if version == Version::V1_1 && given.len() != 1 {
            let message = match given.as_slice() {
                [] => "the action changes nothing".to_owned(),
                given => format!("the action has {}", given.join(" and ")),
            };
            self.problem(&pointer, message, "give it one of `update`, `copy` and `remove`");
            return None;
        }
        let change = match (removes, update, copy) {
            (true, _, _) => Change::Remove,
            (false, Some(value), _) => Change::Update(value.clone()),
            (false, None, Some(path)) => Change::Copy(path?),
            (false, None, None) => Change::Nothing,
        };
        Some(Action { target: target?, pointer, change, is_optional })
    }

    /// The JSONPath in a property.
    fn path(&mut self, object: &Map<String, Value>, pointer: &str, name: &str) -> Option<JsonPath> {
        let at = format!("{pointer}/{name}");
        let Some(text) = object.get(name)?.as_str() else {
            self.problem(&at, format!("`{name}` is not a string"), "give a JSONPath");
            return None;
        };
        match JsonPath::parse(text) {
            Ok(path) => Some(path),
            Err(error) => {
                let column = text.chars().count().min(error.position()) + 1;
                let message = format!(
                    "`{text}` is not a JSONPath: {}, at character {column}",
                    error.message()
                );
                let help = "write it as RFC 9535 has it: `$.paths['/pets'].get`, with names other \
                            than letters, digits and `_` in brackets and quotes";
                self.problem(&at, message, help);
                None
            }
        }
    }

    fn boolean(&mut self, object: &Map<String, Value>, pointer: &str, name: &str) -> bool {
        match object.get(name) {
            None | Some(Value::Bool(false)) => false,
            Some(Value::Bool(true)) => true,
            Some(_) => {
                let at = format!("{pointer}/{name}");
                self.problem(&at, format!("`{name}` is not a boolean"), "write `true` or `false`");
                false
            }
        }
    }

    fn string(&mut self, object: &Map<String, Value>, pointer: &str, name: &str, is_asked: bool) {
        match object.get(name) {
            Some(Value::String(_)) => {}
            None if !is_asked => {}
            None => {
                let message = format!("`{name}` is missing");
                self.problem(pointer, message, format!("add `{name}`, a string"));
            }
            Some(_) => {
                let at = format!("{pointer}/{name}");
                self.problem(&at, format!("`{name}` is not a string"), "put it in quotes");
            }
        }
    }

    fn known(&mut self, object: &Map<String, Value>, pointer: &str, names: &[&str]) {
        for name in object.keys().filter(|name| !name.starts_with("x-")) {
            if !names.contains(&name.as_str()) {
                let message = format!("there is no property `{name}` here");
                let help = format!("there are {}, and extensions with `x-`", names.join(", "));
                self.problem(&format!("{pointer}/{}", escape(name)), message, help);
            }
        }
    }
}
