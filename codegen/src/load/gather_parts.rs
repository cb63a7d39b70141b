//! What references lead to becomes a component of the document, whatever file it stands in.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::load::files::{Files, Refusal};
use crate::load::list_parts::list_parts;
use crate::openapi::chains::Chains;
use crate::openapi::grammar::{ObjectType, Rule, group as component_group};
use crate::openapi::pointer::{escape, unescape};
use crate::openapi::source::Source;
use crate::openapi::syntax::budget::{MOST_COPIED, weight};
use crate::openapi::visit::visit;
use crate::rust::names::pascal;

/// A file and a pointer in it.
type Spot = (usize, String);

/// A text that leads somewhere.
struct Reference {
    /// Where the text stands.
    at: Spot,
    /// What it has to lead to.
    kind: ObjectType,
    text: String,
}

/// What has been found so far.
struct Parts {
    files: Files,
    /// Where references lead in the end, by group and where they lead first.
    chains: Chains<(&'static str, Spot)>,
    references: Vec<Reference>,
    /// What stands where, as far as it has been looked through.
    kinds: HashMap<Spot, ObjectType>,
    /// The components to be, by where they stand now: group and name.
    targets: BTreeMap<Spot, (&'static str, String)>,
    /// The references of components that are replaced by what they lead to.
    adopted: HashSet<String>,
    /// The path items by reference, and where they are.
    path_items: Vec<(Spot, Spot)>,
    /// The new texts of references.
    edits: Vec<(Spot, String)>,
    refused: Vec<(Spot, Refusal)>,
    /// The names of components, as Rust has them.
    taken: HashMap<&'static str, HashSet<String>>,
    /// By group and name: the first number that may make the name free.
    numbers: HashMap<(&'static str, String), usize>,
}

/// Brings everything that references lead to into `components`. A reference within the document
/// that leads nowhere, or to something of another kind, stays: it is a check's to find.
pub(crate) fn gather_parts(source: &mut Source) {
    let mut files = Files::of(source);
    list_parts(source, &mut files);
    let mut parts = Parts {
        files,
        chains: Chains::default(),
        references: Vec::new(),
        kinds: HashMap::new(),
        targets: BTreeMap::new(),
        adopted: HashSet::new(),
        path_items: Vec::new(),
        edits: Vec::new(),
        refused: Vec::new(),
        taken: HashMap::new(),
        numbers: HashMap::new(),
    };
    parts.look_through(source, (0, String::new()), ObjectType::Document);
    parts.adopt(source);
    let mut next = 0;
    while let Some(reference) = parts.references.get(next) {
        next += 1;
        let (at, kind, text) = (reference.at.clone(), reference.kind, reference.text.clone());
        parts.follow(source, at, kind, &text);
    }
    parts.build(source);
}

impl Parts {
    /// Notes the references of an object that has not been looked through.
    fn look_through(&mut self, source: &Source, (file, pointer): Spot, kind: ObjectType) {
        let text = self.files.text(source, file);
        let Some(value) = text.value.pointer(&pointer) else { return };
        let (kinds, references) = (&mut self.kinds, &mut self.references);
        visit(value, Rule::One(kind), &mut pointer.clone(), &mut |kind, pointer, value| {
            kinds.insert((file, pointer.to_owned()), kind);
            let mut note = |name: &str, text: &Value, kind: ObjectType| {
                if let Some(text) = text.as_str() {
                    let at = (file, format!("{pointer}/{name}"));
                    references.push(Reference { at, kind, text: text.to_owned() });
                }
            };
            if kind == ObjectType::Discriminator {
                for (tag, text) in
                    value.get("mapping").and_then(Value::as_object).into_iter().flatten()
                {
                    note(&format!("mapping/{}", escape(tag)), text, ObjectType::Schema);
                }
            } else if let Some(text) = value.get("$ref")
                && (component_group(kind).is_some() || kind == ObjectType::PathItem)
            {
                note("$ref", text, kind);
            }
        });
    }

    /// A component that is only a reference to a part becomes that part: the author named it.
    fn adopt(&mut self, source: &Source) {
        for index in 0..self.references.len() {
            let Reference { at, kind, text } = &self.references[index];
            let (kind, text) = (*kind, text.clone());
            let Some(group) = component_group(kind) else { continue };
            let Some(outer) = at.1.strip_suffix("/$ref") else { continue };
            let component = (0, outer.to_owned());
            let Some(name) = component_name(&component, group) else { continue };
            let value = source.document.value.pointer(outer).and_then(Value::as_object);
            if value.is_none_or(|members| members.len() > 1) {
                continue;
            }
            let Ok(target) = self.resolve(source, 0, &text, kind) else { continue };
            let found = self.kinds.get(&target).copied();
            if component_name(&target, group).is_some()
                || found.is_some_and(|found| found != kind)
                || self.targets.contains_key(&target)
            {
                continue;
            }
            self.targets.insert(target.clone(), (group, name.to_owned()));
            self.adopted.insert(component.1.clone() + "/$ref");
            if found.is_none() {
                self.look_through(source, target, kind);
            }
        }
    }

    /// Where a reference leads in the end, when what it leads to is only a reference in its turn.
    fn resolve(
        &mut self,
        source: &Source,
        file: usize,
        text: &str,
        kind: ObjectType,
    ) -> Result<Spot, Refusal> {
        let Self { files, chains, .. } = self;
        let target = files.resolve(source, file, text)?;
        let Some(group) = component_group(kind) else { return Ok(target) };
        let end = chains.end((group, target.clone()), |(group, at)| {
            let value = files.text(source, at.0).value.pointer(&at.1)?;
            let members = value.as_object().filter(|members| members.len() == 1)?;
            let text = members.get("$ref")?.as_str()?.to_owned();
            let next = component_name(at, group).is_none().then_some(text)?;
            Some((*group, files.resolve(source, at.0, &next).ok()?))
        });
        // A circle is a check's to find.
        Ok(end.map_or(target, |(_, end)| end))
    }

    fn follow(&mut self, source: &Source, at: Spot, kind: ObjectType, text: &str) {
        if at.0 == 0 && self.adopted.contains(&at.1) {
            return;
        }
        let is_mapping = !at.1.ends_with("/$ref");
        let named = format!("/components/schemas/{}", escape(text));
        if is_mapping && source.document.value.pointer(&named).is_some() {
            self.edits.push((at, format!("#/components/schemas/{text}")));
            return;
        }
        let target = match self.resolve(source, at.0, text, kind) {
            Ok(target) => target,
            // Within the document it is a check's to find; the tag of a union may be anything.
            Err(_) if is_mapping => return,
            Err(_) if at.0 == 0 && text.starts_with('#') && kind != ObjectType::PathItem => return,
            Err(refusal) => return self.refused.push((at, refusal)),
        };
        let found = self.kinds.get(&target).copied();
        if kind == ObjectType::PathItem {
            if found.is_none() {
                self.look_through(source, target.clone(), kind);
            }
            let place = at.1.strip_suffix("/$ref").unwrap_or(&at.1).to_owned();
            return self.path_items.push(((at.0, place), target));
        }
        let Some(group) = component_group(kind) else { return };
        if let Some(name) = component_name(&target, group) {
            let plain = format!("#/components/{group}/{name}");
            if plain != text {
                self.edits.push((at, plain));
            }
            return;
        }
        if found.is_some_and(|found| found != kind) {
            // Of a component the check knows to which group the reference should lead.
            let is_component = target.0 == 0 && target.1.starts_with("/components/");
            if at.0 != 0 || !(is_component && target.1.matches('/').count() == 3) {
                let message = format!("`{text}` does not lead to a {kind:?} object");
                let help = format!("refer to a {kind:?} object");
                self.refused.push((at, (message, help)));
            }
            return;
        }
        if !self.targets.contains_key(&target) {
            let name = self.name(source, group, &target);
            self.targets.insert(target.clone(), (group, name));
            if found.is_none() {
                self.look_through(source, target.clone(), kind);
            }
        }
        if let Some((group, name)) = self.targets.get(&target) {
            self.edits.push((at, format!("#/components/{group}/{name}")));
        }
    }

    /// A name for what stands somewhere: of the last step for another file, of all steps that tell
    /// something for the document's own.
    fn name(&mut self, source: &Source, group: &'static str, (file, pointer): &Spot) -> String {
        let steps = pointer.split('/').skip(1).filter(|step| !STRUCTURE.contains(step));
        let steps: Vec<String> = steps.map(unescape).collect();
        let words = if *file == 0 {
            steps.join("_")
        } else {
            let stem = self.files.text(source, *file).file.file_stem().unwrap_or_default();
            steps.last().map_or(stem.to_owned(), |last| format!("{stem}_{last}"))
        };
        let words: Vec<&str> = words
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let name = match words.join("_") {
            name if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name,
            name => format!("Part_{name}"),
        };
        let taken = self.taken.entry(group).or_insert_with(|| {
            let known = source.document.value.pointer(&format!("/components/{group}"));
            let known = known.and_then(Value::as_object).into_iter().flatten();
            known.map(|(name, _)| pascal(name)).collect()
        });
        if taken.insert(pascal(&name)) {
            return name;
        }
        let mut free = name.clone();
        let number = self.numbers.entry((group, name.clone())).or_insert(2);
        while !taken.insert(pascal(&free)) {
            free = format!("{name}_{number}");
            *number += 1;
        }
        free
    }

    /// Moves everything to where it belongs.
    fn build(mut self, source: &mut Source) {
        let others = self.files.parts.iter_mut().map(|part| part.value.take()).collect();
        let mut values = Values { document: &mut source.document.value, others };
        for (at, text) in &self.edits {
            values.replace(at, Value::String(text.clone()));
        }
        // What stands deeper goes first, so that the pointers of the rest still hold.
        let mut order: Vec<_> = self.targets.iter().collect();
        order.sort_by_key(|((_, pointer), _)| std::cmp::Reverse(pointer.len()));
        let mut components = Vec::new();
        for (spot, (group, name)) in order {
            let reference = serde_json::json!({ "$ref": format!("#/components/{group}/{name}") });
            components.extend(values.replace(spot, reference).map(|value| (*group, name, value)));
        }
        // A path item that leads on was found before what it leads to.
        let counted = weight(values.document);
        let most = MOST_COPIED.1.max(MOST_COPIED.0.saturating_mul(counted));
        let mut left = most;
        for (at, target) in self.path_items.iter().rev() {
            let Some(found) = values.get(target) else { continue };
            let Some(rest) = left.checked_sub(weight(found)) else {
                let message = format!(
                    "what stands here by reference takes more than {most} bytes in all up to here"
                );
                let help = "refer to fewer or smaller path items".to_owned();
                self.refused.push(((at.0, format!("{}/$ref", at.1)), (message, help)));
                continue;
            };
            left = rest;
            let Some(Value::Object(mut item)) = Some(found.clone()) else { continue };
            if let Some(Value::Object(own)) = values.replace(at, Value::Null) {
                item.extend(own.into_iter().filter(|(name, _)| name != "$ref"));
            }
            values.replace(at, Value::Object(item));
        }
        let told: HashSet<Spot> = self.refused.iter().map(|(refused, _)| refused.clone()).collect();
        for (at, target) in &self.path_items {
            let leads_on = values.get(at).and_then(|item| item.get("$ref"));
            if let Some(text) = leads_on.and_then(Value::as_str)
                && !told.contains(target)
                && !told.contains(&(at.0, format!("{}/$ref", at.1)))
            {
                let help = "let one of the references on the way lead to a path item".to_owned();
                let refusal = (format!("`{text}` leads in a circle"), help);
                self.refused.push(((at.0, format!("{}/$ref", at.1)), refusal));
            }
        }
        for (group, name, value) in components.into_iter().rev() {
            if let Some(members) = group_of(values.document, group) {
                members.insert(name.clone(), value);
            }
        }
        for (spot, (group, name)) in &self.targets {
            source.moved.origins.insert(format!("/components/{group}/{name}"), spot.clone());
        }
        for (at, target) in self.path_items.iter().filter(|(at, _)| at.0 == 0) {
            source.moved.origins.insert(at.1.clone(), target.clone());
        }
        let mut items: HashMap<&Spot, &str> = HashMap::new();
        for (at, target) in self.path_items.iter().filter(|(at, _)| at.0 == 0) {
            items.entry(target).or_insert(&at.1);
        }
        for (at, refusal) in &self.refused {
            source.moved.refused.insert(self.home(at, &items), refusal.clone());
        }
        source.moved.faults = self.files.faults;
        source.moved.parts = self.files.parts;
    }

    /// Where in the document something has gone.
    fn home(&self, (file, pointer): &Spot, items: &HashMap<&Spot, &str>) -> String {
        let mut outer = pointer.as_str();
        loop {
            let rest = &pointer[outer.len()..];
            let spot = (*file, outer.to_owned());
            if let Some((group, name)) = self.targets.get(&spot) {
                return format!("/components/{group}/{name}{rest}");
            }
            if let Some(at) = items.get(&spot) {
                return format!("{at}{rest}");
            }
            match outer.rfind('/') {
                Some(at) => outer = &outer[..at],
                None => return pointer.clone(),
            }
        }
    }
}

/// What the files say, while it is moved.
struct Values<'a> {
    document: &'a mut Value,
    others: Vec<Value>,
}

impl Values<'_> {
    fn get(&self, (file, pointer): &Spot) -> Option<&Value> {
        let value = match file.checked_sub(1) {
            None => &*self.document,
            Some(index) => self.others.get(index)?,
        };
        value.pointer(pointer)
    }

    fn replace(&mut self, (file, pointer): &Spot, new: Value) -> Option<Value> {
        let value = match file.checked_sub(1) {
            None => &mut *self.document,
            Some(index) => self.others.get_mut(index)?,
        };
        Some(std::mem::replace(value.pointer_mut(pointer)?, new))
    }
}

/// The steps of a pointer that tell nothing about what is there.
const STRUCTURE: [&str; 12] = [
    "paths",
    "components",
    "schemas",
    "properties",
    "responses",
    "parameters",
    "content",
    "schema",
    "$defs",
    "definitions",
    "requestBodies",
    "headers",
];

/// The name of what is a component of the group already. A name that is not a plain step of a
/// pointer gets another.
fn component_name<'a>((file, pointer): &'a Spot, group: &str) -> Option<&'a str> {
    let name = pointer.strip_prefix("/components/")?.strip_prefix(group)?.strip_prefix('/')?;
    (*file == 0 && !name.contains(['/', '~'])).then_some(name)
}

/// A group of components, made where it is not there.
fn group_of<'a>(document: &'a mut Value, group: &str) -> Option<&'a mut Map<String, Value>> {
    let empty = || Value::Object(Map::new());
    let components = document.as_object_mut()?.entry("components").or_insert_with(empty);
    components.as_object_mut()?.entry(group).or_insert_with(empty).as_object_mut()
}
