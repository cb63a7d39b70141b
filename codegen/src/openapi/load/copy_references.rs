//! References where OpenAPI allows none: to a path item, an operation, or a whole map or array.
//!
//! It replaces such references with copies of their targets, because no group of components can contain these
//! targets. Copies are bounded, and never made in a circle.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use crate::openapi::load::files::{FilePointer, Refusal};
use crate::openapi::rule::Rule;
use crate::openapi::syntax::budget::{MOST_COPIED, weight};

/// A reference, and its target.
pub(crate) struct Copy {
    pub(crate) at: FilePointer,
    pub(crate) target: FilePointer,
    /// The target before components were moved.
    pub(crate) origin: FilePointer,
    /// The rule of the value.
    pub(crate) rule: Rule,
}

/// The values of the files, while they are being changed.
pub(crate) struct Values<'a> {
    pub(crate) document: &'a mut Value,
    pub(crate) others: Vec<Value>,
}

impl Values<'_> {
    fn get(&self, (file, pointer): &FilePointer) -> Option<&Value> {
        let value = match file.checked_sub(1) {
            None => &*self.document,
            Some(index) => self.others.get(index)?,
        };
        value.pointer(pointer)
    }

    /// Replaces a value; none if it does not exist.
    pub(crate) fn replace(&mut self, (file, pointer): &FilePointer, new: Value) -> Option<Value> {
        let value = match file.checked_sub(1) {
            None => &mut *self.document,
            Some(index) => self.others.get_mut(index)?,
        };
        Some(std::mem::replace(value.pointer_mut(pointer)?, new))
    }
}

/// The result of copying references.
pub(crate) struct Copied<'a> {
    pub(crate) done: Vec<&'a Copy>,
    pub(crate) refused: Vec<(FilePointer, Refusal)>,
}

/// Replaces each reference with a copy of its target, if possible.
pub(crate) fn copy_references<'a>(values: &mut Values<'_>, copies: &'a [Copy]) -> Copied<'a> {
    let most = MOST_COPIED.1.max(MOST_COPIED.0.saturating_mul(weight(values.document)));
    let copied = Copied { done: Vec::new(), refused: Vec::new() };
    let mut copying = Copying { values, most, left: most, circular: HashSet::new(), copied };
    for (copy, is_circular) in in_order(copies) {
        copying.copy(copy, is_circular);
    }
    copying.copied
}

struct Copying<'v, 'd, 'c> {
    values: &'v mut Values<'d>,
    /// The greatest weight of all copies, and the remaining weight.
    most: usize,
    left: usize,
    /// The references that lead in a circle.
    circular: HashSet<&'c FilePointer>,
    copied: Copied<'c>,
}

impl<'c> Copying<'_, '_, 'c> {
    fn copy(&mut self, copy: &'c Copy, is_circular: bool) {
        let Copy { at, target, rule, .. } = copy;
        let own = self.values.get(at).and_then(|own| own.get("$ref"));
        let Some(text) = own.and_then(Value::as_str).map(str::to_owned) else { return };
        if is_circular || self.circular.contains(target) {
            self.circular.insert(at);
            let help = "let one of the references on the way lead to what is meant";
            return self.refuse(at, format!("`{text}` leads in a circle"), help);
        }
        let Some(found) = self.values.get(target) else {
            return self.refuse(at, format!("`{text}` leads nowhere"), "write what is meant here");
        };
        if found.get("$ref").is_some_and(Value::is_string) {
            let message = format!("`{text}` leads to a reference that leads nowhere");
            return self.refuse(at, message, "correct that reference");
        }
        if !rule.fits(found) {
            let message = format!("`{text}` does not lead to {}", rule.noun());
            return self.refuse(at, message, "refer to a value of the type that is expected here");
        }
        let Some(left) = self.left.checked_sub(weight(found)) else {
            let most = self.most;
            let message =
                format!("references up to here add more than {most} bytes to the document");
            return self.refuse(at, message, "refer to fewer or smaller values");
        };
        self.left = left;
        let mut copied = found.clone();
        // The keywords beside the reference override those of its target.
        if let (Value::Object(copied), Some(Value::Object(own))) =
            (&mut copied, self.values.replace(at, Value::Null))
        {
            copied.extend(own.into_iter().filter(|(name, _)| name != "$ref"));
        }
        self.values.replace(at, copied);
        self.copied.done.push(copy);
    }

    fn refuse(&mut self, (file, pointer): &FilePointer, message: String, help: &str) {
        self.copied.refused.push(((*file, format!("{pointer}/$ref")), (message, help.to_owned())));
    }
}

/// A step on the way to a value without references in it.
enum Step<'a> {
    /// Makes the copies inside a value that is itself copied.
    Complete(&'a FilePointer),
    Copy(usize),
    Completed(&'a FilePointer),
}

/// The copies in an order in which each target is complete before it is copied, each with whether it is
/// circular.
fn in_order(copies: &[Copy]) -> Vec<(&Copy, bool)> {
    let places: BTreeMap<&FilePointer, usize> =
        copies.iter().enumerate().map(|(index, copy)| (&copy.at, index)).collect();
    let mut order = Vec::new();
    let mut done = HashSet::new();
    // Whether all copies inside a value have been made.
    let mut complete: HashMap<&FilePointer, bool> = HashMap::new();
    let mut next: Vec<Step<'_>> = (0..copies.len()).rev().map(Step::Copy).collect();
    while let Some(step) = next.pop() {
        match step {
            Step::Copy(index) => {
                let Copy { target, .. } = &copies[index];
                match complete.get(target) {
                    _ if done.contains(&index) => {}
                    None => next.extend([Step::Copy(index), Step::Complete(target)]),
                    Some(is_complete) => {
                        done.insert(index);
                        order.push((&copies[index], !is_complete));
                    }
                }
            }
            Step::Complete(target) => {
                if complete.contains_key(target) {
                    continue;
                }
                complete.insert(target, false);
                next.push(Step::Completed(target));
                next.extend(copies_in(&places, target).map(Step::Copy));
            }
            Step::Completed(target) => {
                complete.insert(target, true);
            }
        }
    }
    order
}

/// The copies at a value, or inside it.
fn copies_in<'a>(
    places: &'a BTreeMap<&FilePointer, usize>,
    target: &FilePointer,
) -> impl Iterator<Item = usize> + 'a {
    let (file, pointer) = target;
    // The character after `/` is `0`.
    let inner = (*file, format!("{pointer}/"))..(*file, format!("{pointer}0"));
    let at = places.get(target).copied();
    let inner = places.range::<FilePointer, _>(inner).map(|(_, index)| *index);
    at.into_iter().chain(inner)
}
