//! Applies the actions of an overlay to a document.

use std::cmp::Ordering;

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::openapi::origins::Origin;
use crate::openapi::overlay::action::{Action, Change, Overlay, Version};
use crate::openapi::overlay::merge::{Conflict, New, append, is_primitive, merge, type_of};
use crate::openapi::overlay::read::OPTIONAL;
use crate::openapi::pointer::unescape;
use crate::openapi::source::Source;
use crate::openapi::syntax::budget::{MOST_COPIED, weight};
use crate::openapi::syntax::yaml::DEEPEST;
use crate::report::{Diagnostic, Related, Report, Severity};

/// Applies an overlay. An action that cannot be applied is reported, and the others are still tried.
pub(crate) fn apply(source: &mut Source, overlay: Overlay, report: &mut Report) {
    let Overlay { version, file, actions } = overlay;
    source.overlays.files.push(file);
    let number = source.overlays.files.len();
    let most = MOST_COPIED.1.max(MOST_COPIED.0.saturating_mul(weight(&source.document.value)));
    let mut step = Step { source, number, version, left: most };
    for action in &actions {
        if let Err(problem) = step.action(action) {
            report.add(*problem);
        }
    }
}

type Outcome<T = ()> = Result<T, Box<Diagnostic>>;

struct Step<'a> {
    source: &'a mut Source,
    /// The number of the overlay, from 1.
    number: usize,
    version: Version,
    /// The weight that may still be added to the document.
    left: usize,
}

impl Step<'_> {
    fn action(&mut self, action: &Action) -> Outcome {
        let targets = self.query(&action.target);
        if targets.is_empty() {
            if action.is_optional {
                return Ok(());
            }
            let message = format!("`{}` matches nothing in the document", action.target);
            let help = format!("correct it, or say `{OPTIONAL}: true` where that is expected");
            return Err(self.problem("unmatched-action", action.at("target"), message, &help));
        }
        match &action.change {
            Change::Nothing => Ok(()),
            Change::Remove => self.remove(action, targets),
            Change::Update(value) => {
                let origin = self.origin(action.at("update"));
                self.merge(action, &targets, &New { value, origin, is_written: true })
            }
            Change::Copy(path) => {
                let found = self.query(path);
                let [from] = found.as_slice() else {
                    let count = found.len();
                    let message =
                        format!("`copy` matches {count} values of the document, and not one");
                    let help = "name the one value that is to be copied";
                    return Err(self.problem("unmatched-action", action.at("copy"), message, help));
                };
                let value = self.source.document.value.pointer(from).cloned().unwrap_or_default();
                let origin = self.origin(action.at("copy"));
                self.merge(action, &targets, &New { value: &value, origin, is_written: false })
            }
        }
    }

    /// The pointers of the values that a path matches.
    fn query(&self, path: &JsonPath) -> Vec<String> {
        let found = path.query_located(&self.source.document.value);
        found.iter().map(|node| node.location().to_json_pointer()).collect()
    }

    fn origin(&self, pointer: String) -> Origin {
        Origin { file: self.number, pointer }
    }

    fn merge(&mut self, action: &Action, targets: &[String], new: &New<'_>) -> Outcome {
        self.refuse_mixed(action, targets)?;
        for at in targets {
            self.count(action, at, new)?;
            let (document, origins) =
                (&mut self.source.document.value, &mut self.source.overlays.origins);
            // An earlier target may have been replaced, with its contents.
            let Some(target) = document.pointer_mut(at) else { continue };
            let is_entry = !new.value.is_array() || self.version == Version::V1_0;
            let merged = match target {
                Value::Array(items) if is_entry => {
                    append(items, at, new, origins);
                    Ok(())
                }
                target if is_primitive(target) && self.version == Version::V1_0 => {
                    let message = format!("the target is {}", type_of(target));
                    Err(Conflict { at: at.clone(), origin: new.origin.clone(), message })
                }
                target => merge(target, at, new, origins),
            };
            merged.map_err(|conflict| self.conflict(conflict))?;
        }
        Ok(())
    }

    /// Refuses targets of different types.
    fn refuse_mixed(&self, action: &Action, targets: &[String]) -> Outcome {
        let ty = |at: &String| match self.source.document.value.pointer(at) {
            Some(Value::Object(_)) => "objects",
            Some(Value::Array(_)) => "arrays",
            _ => "primitive values",
        };
        let first = targets.first().map(ty);
        let Some(other) = targets.iter().map(ty).find(|one| Some(*one) != first) else {
            return Ok(());
        };
        let message = format!("the target matches {} and {other}", first.unwrap_or_default());
        let help = "let it match values of one type, and give the others an action of their own";
        Err(self.problem("incompatible-action", action.at("target"), message, help))
    }

    /// Counts an added value, and refuses it if the document becomes too large.
    fn count(&mut self, action: &Action, at: &str, new: &New<'_>) -> Outcome {
        let depth = at.matches('/').count() + depth(new.value);
        let left = self.left.checked_sub(weight(new.value));
        let message = match left {
            Some(left) if depth <= DEEPEST => {
                self.left = left;
                return Ok(());
            }
            Some(_) => format!("the document would be nested {depth} levels deep"),
            None => "the document would become many times as large as it is".to_owned(),
        };
        let help = "let the action match fewer values, or add less";
        Err(self.problem("incompatible-action", action.pointer.clone(), message, help))
    }

    fn remove(&mut self, action: &Action, mut targets: Vec<String>) -> Outcome {
        if targets.iter().any(String::is_empty) {
            let message = "the whole document would be removed";
            let help = "let the target match what is to go";
            return Err(self.problem("incompatible-action", action.at("target"), message, help));
        }
        // The last item of an array is removed first, so that the pointers of the others stay valid.
        targets.sort_by(|a, b| compare(b, a));
        targets.dedup();
        let origin = self.origin(action.pointer.clone());
        for at in targets {
            let Some((outer, name)) = at.rsplit_once('/') else { continue };
            let origins = &mut self.source.overlays.origins;
            match self.source.document.value.pointer_mut(outer) {
                Some(Value::Object(properties)) => {
                    properties.shift_remove(&unescape(name));
                    origins.remove(&at, origin.clone());
                }
                Some(Value::Array(items)) => {
                    let count = items.len();
                    if let Some(index) = name.parse().ok().filter(|index| *index < count) {
                        items.remove(index);
                        origins.remove_item(outer, index, count, origin.clone());
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn conflict(&self, conflict: Conflict) -> Box<Diagnostic> {
        let Conflict { at, origin, message } = conflict;
        let help = match self.version {
            Version::V1_0 => {
                "remove what is there first; a primitive value is changed by an update \
                              of the object that it is in, or directly with `overlay: 1.1.0`"
            }
            Version::V1_1 => "give a value of the same type, or remove what is there first",
        };
        let mut problem = self.problem("incompatible-action", origin.pointer, message, help);
        let location = self.source.written(&at);
        problem.related.push(Related { location, message: "this is there".to_owned() });
        problem
    }

    fn problem(
        &self,
        code: &'static str,
        pointer: String,
        message: impl Into<String>,
        help: &str,
    ) -> Box<Diagnostic> {
        let origin = self.origin(pointer);
        let location =
            self.source.overlays.location(&origin).unwrap_or_else(|| self.source.written(""));
        let (message, help) = (message.into(), help.to_owned());
        let (severity, related) = (Severity::Error, Vec::new());
        Box::new(Diagnostic { severity, code, message, location, help, related })
    }
}

/// Compares two pointers, with array items by number.
fn compare(a: &str, b: &str) -> Ordering {
    let steps = |pointer: &str| pointer.split('/').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (steps(a), steps(b));
    let number = |step: &String| step.parse::<usize>().ok();
    let step = |(a, b): (&String, &String)| match (number(a), number(b)) {
        (Some(one), Some(other)) => one.cmp(&other).then_with(|| a.cmp(b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.cmp(b),
    };
    let differs = a.iter().zip(&b).map(step).find(|order| order.is_ne());
    differs.unwrap_or_else(|| a.len().cmp(&b.len()))
}

/// The number of levels of a value.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(properties) => 1 + properties.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}
