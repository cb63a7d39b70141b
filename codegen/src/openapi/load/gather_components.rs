//! What references lead to becomes a component of the document, whatever file it is in.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::openapi::chains::Chains;
use crate::openapi::grammar::{ObjectType, Rule, group as component_group};
use crate::openapi::load::files::{Files, Refusal};
use crate::openapi::load::list_components::list_components;
use crate::openapi::pointer::{escape, unescape};
use crate::openapi::source::Source;
use crate::openapi::syntax::budget::{MOST_COPIED, weight};
use crate::openapi::visit::visit;
use crate::rust::names::pascal;

/// A file and a pointer in it.
type FilePointer = (usize, String);

/// A reference, or a value of a discriminator's mapping.
struct Reference {
    /// Where its string is.
    at: FilePointer,
    /// The type of object that it has to lead to.
    ty: ObjectType,
    text: String,
}

/// What has been found so far.
struct Gathered {
    files: Files,
    /// The ends of chains of references, by group and by where they lead first.
    chains: Chains<(&'static str, FilePointer)>,
    references: Vec<Reference>,
    /// The type of each object that has been looked through.
    types: HashMap<FilePointer, ObjectType>,
    /// The objects that become components: group and name.
    targets: BTreeMap<FilePointer, (&'static str, String)>,
    /// The references of components that are replaced by what they lead to.
    adopted: HashSet<String>,
    /// The path items that are references, each with what it leads to.
    path_items: Vec<(FilePointer, FilePointer)>,
    /// The new strings of references.
    edits: Vec<(FilePointer, String)>,
    refused: Vec<(FilePointer, Refusal)>,
    /// The names of components that are taken, by group, as they are in Rust.
    taken: HashMap<&'static str, HashSet<String>>,
    /// By group and name: the first number with which the name may be free.
    numbers: HashMap<(&'static str, String), usize>,
}

/// Brings everything that references lead to into `components`. A reference within the document that
/// leads nowhere, or to an object of another type, stays: a check reports it.
pub(crate) fn gather_components(source: &mut Source) {
    let mut files = Files::of(source);
    list_components(source, &mut files);
    let mut gathered = Gathered {
        files,
        chains: Chains::default(),
        references: Vec::new(),
        types: HashMap::new(),
        targets: BTreeMap::new(),
        adopted: HashSet::new(),
        path_items: Vec::new(),
        edits: Vec::new(),
        refused: Vec::new(),
        taken: HashMap::new(),
        numbers: HashMap::new(),
    };
    gathered.look_through(source, (0, String::new()), ObjectType::Document);
    gathered.adopt(source);
    let mut next = 0;
    while let Some(reference) = gathered.references.get(next) {
        next += 1;
        let (at, ty, text) = (reference.at.clone(), reference.ty, reference.text.clone());
        gathered.follow(source, at, ty, &text);
    }
    gathered.build(source);
}

impl Gathered {
    /// Notes the references of an object that has not been looked through.
    fn look_through(&mut self, source: &Source, (file, pointer): FilePointer, ty: ObjectType) {
        let other = self.files.file(source, file);
        let Some(value) = other.value.pointer(&pointer) else { return };
        let (types, references) = (&mut self.types, &mut self.references);
        visit(value, Rule::One(ty), &mut pointer.clone(), &mut |ty, pointer, value| {
            types.insert((file, pointer.to_owned()), ty);
            let mut note = |name: &str, text: &Value, ty: ObjectType| {
                if let Some(text) = text.as_str() {
                    let at = (file, format!("{pointer}/{name}"));
                    references.push(Reference { at, ty, text: text.to_owned() });
                }
            };
            if ty == ObjectType::Discriminator {
                for (tag, text) in
                    value.get("mapping").and_then(Value::as_object).into_iter().flatten()
                {
                    note(&format!("mapping/{}", escape(tag)), text, ObjectType::Schema);
                }
            } else if let Some(text) = value.get("$ref")
                && (component_group(ty).is_some() || ty == ObjectType::PathItem)
            {
                note("$ref", text, ty);
            }
        });
    }

    /// A component that is only a reference to an object becomes that object, under the component's
    /// name.
    fn adopt(&mut self, source: &Source) {
        for index in 0..self.references.len() {
            let Reference { at, ty, text } = &self.references[index];
            let (ty, text) = (*ty, text.clone());
            let Some(group) = component_group(ty) else { continue };
            let Some(outer) = at.1.strip_suffix("/$ref") else { continue };
            let component = (0, outer.to_owned());
            let Some(name) = component_name(&component, group) else { continue };
            let value = source.document.value.pointer(outer).and_then(Value::as_object);
            if value.is_none_or(|properties| properties.len() > 1) {
                continue;
            }
            let Ok(target) = self.resolve(source, 0, &text, ty) else { continue };
            let found = self.types.get(&target).copied();
            if component_name(&target, group).is_some()
                || found.is_some_and(|found| found != ty)
                || self.targets.contains_key(&target)
            {
                continue;
            }
            self.targets.insert(target.clone(), (group, name.to_owned()));
            self.adopted.insert(component.1.clone() + "/$ref");
            if found.is_none() {
                self.look_through(source, target, ty);
            }
        }
    }

    /// The end of the chain of references, where what a reference leads to is only a reference again.
    fn resolve(
        &mut self,
        source: &Source,
        file: usize,
        text: &str,
        ty: ObjectType,
    ) -> Result<FilePointer, Refusal> {
        let Self { files, chains, .. } = self;
        let target = files.resolve(source, file, text)?;
        let Some(group) = component_group(ty) else { return Ok(target) };
        let end = chains.end((group, target.clone()), |(group, at)| {
            let value = files.file(source, at.0).value.pointer(&at.1)?;
            let properties = value.as_object().filter(|properties| properties.len() == 1)?;
            let text = properties.get("$ref")?.as_str()?.to_owned();
            let next = component_name(at, group).is_none().then_some(text)?;
            Some((*group, files.resolve(source, at.0, &next).ok()?))
        });
        // A check reports a circle.
        Ok(end.map_or(target, |(_, end)| end))
    }

    fn follow(&mut self, source: &Source, at: FilePointer, ty: ObjectType, text: &str) {
        if at.0 == 0 && self.adopted.contains(&at.1) {
            return;
        }
        let is_mapping = !at.1.ends_with("/$ref");
        let named = format!("/components/schemas/{}", escape(text));
        if is_mapping && source.document.value.pointer(&named).is_some() {
            self.edits.push((at, format!("#/components/schemas/{text}")));
            return;
        }
        let target = match self.resolve(source, at.0, text, ty) {
            Ok(target) => target,
            // A check reports it within the document. The value of a mapping may be any string.
            Err(_) if is_mapping => return,
            Err(_) if at.0 == 0 && text.starts_with('#') && ty != ObjectType::PathItem => return,
            Err(refusal) => return self.refused.push((at, refusal)),
        };
        let found = self.types.get(&target).copied();
        if ty == ObjectType::PathItem {
            if found.is_none() {
                self.look_through(source, target.clone(), ty);
            }
            let outer = at.1.strip_suffix("/$ref").unwrap_or(&at.1).to_owned();
            return self.path_items.push(((at.0, outer), target));
        }
        let Some(group) = component_group(ty) else { return };
        if let Some(name) = component_name(&target, group) {
            let plain = format!("#/components/{group}/{name}");
            if plain != text {
                self.edits.push((at, plain));
            }
            return;
        }
        if found.is_some_and(|found| found != ty) {
            // The check says for a component to which group the reference should lead.
            let is_component = target.0 == 0 && target.1.starts_with("/components/");
            if at.0 != 0 || !(is_component && target.1.matches('/').count() == 3) {
                let message = format!("`{text}` does not lead to a {ty:?} object");
                let help = format!("refer to a {ty:?} object");
                self.refused.push((at, (message, help)));
            }
            return;
        }
        if !self.targets.contains_key(&target) {
            let name = self.name(source, group, &target);
            self.targets.insert(target.clone(), (group, name));
            if found.is_none() {
                self.look_through(source, target.clone(), ty);
            }
        }
        if let Some((group, name)) = self.targets.get(&target) {
            self.edits.push((at, format!("#/components/{group}/{name}")));
        }
    }

    /// A name for an object. In another file it is made of the file's name and the last
    /// step of the pointer; in the document's own file, of all steps that are not keywords.
    fn name(
        &mut self,
        source: &Source,
        group: &'static str,
        (file, pointer): &FilePointer,
    ) -> String {
        let steps = pointer.split('/').skip(1).filter(|step| !STRUCTURE.contains(step));
        let steps: Vec<String> = steps.map(unescape).collect();
        let words = if *file == 0 {
            steps.join("_")
        } else {
            let stem = self.files.file(source, *file).file.file_stem().unwrap_or_default();
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

    /// Moves everything to its component.
    fn build(mut self, source: &mut Source) {
        let others = self.files.others.iter_mut().map(|file| file.value.take()).collect();
        let mut values = Values { document: &mut source.document.value, others };
        for (at, text) in &self.edits {
            values.replace(at, Value::String(text.clone()));
        }
        // Inner objects are moved first, so that the pointers of the others still hold.
        let mut order: Vec<_> = self.targets.iter().collect();
        order.sort_by_key(|((_, pointer), _)| std::cmp::Reverse(pointer.len()));
        let mut components = Vec::new();
        for (at, (group, name)) in order {
            let reference = serde_json::json!({ "$ref": format!("#/components/{group}/{name}") });
            components.extend(values.replace(at, reference).map(|value| (*group, name, value)));
        }
        copy_path_items(&mut values, &self.path_items, &mut self.refused);
        for (group, name, value) in components.into_iter().rev() {
            if let Some(components) = group_of(values.document, group) {
                components.insert(name.clone(), value);
            }
        }
        self.record(source);
    }

    /// Records in the source what has been moved, and which references are refused.
    fn record(self, source: &mut Source) {
        for (at, (group, name)) in &self.targets {
            source.moved.origins.insert(format!("/components/{group}/{name}"), at.clone());
        }
        for (at, target) in self.path_items.iter().filter(|(at, _)| at.0 == 0) {
            source.moved.origins.insert(at.1.clone(), target.clone());
        }
        let mut items: HashMap<&FilePointer, &str> = HashMap::new();
        for (at, target) in self.path_items.iter().filter(|(at, _)| at.0 == 0) {
            items.entry(target).or_insert(&at.1);
        }
        for (at, refusal) in &self.refused {
            source.moved.refused.insert(self.home(at, &items), refusal.clone());
        }
        source.moved.faults = self.files.faults;
        source.moved.files = self.files.others;
    }

    /// The pointer in the document of what has been moved from a file.
    fn home(&self, (file, pointer): &FilePointer, items: &HashMap<&FilePointer, &str>) -> String {
        let mut outer = pointer.as_str();
        loop {
            let rest = &pointer[outer.len()..];
            let at = (*file, outer.to_owned());
            if let Some((group, name)) = self.targets.get(&at) {
                return format!("/components/{group}/{name}{rest}");
            }
            if let Some(at) = items.get(&at) {
                return format!("{at}{rest}");
            }
            match outer.rfind('/') {
                Some(at) => outer = &outer[..at],
                None => return pointer.clone(),
            }
        }
    }
}

/// Replaces each path item that is a reference by a copy of what it leads to.
fn copy_path_items(
    values: &mut Values<'_>,
    path_items: &[(FilePointer, FilePointer)],
    refused: &mut Vec<(FilePointer, Refusal)>,
) {
    // A path item that is a reference was found before what it leads to.
    let counted = weight(values.document);
    let most = MOST_COPIED.1.max(MOST_COPIED.0.saturating_mul(counted));
    let mut left = most;
    for (at, target) in path_items.iter().rev() {
        let Some(found) = values.get(target) else { continue };
        let Some(rest) = left.checked_sub(weight(found)) else {
            let message =
                format!("references up to here add more than {most} bytes to the document");
            let help = "refer to fewer or smaller path items".to_owned();
            refused.push(((at.0, format!("{}/$ref", at.1)), (message, help)));
            continue;
        };
        left = rest;
        let Some(Value::Object(mut item)) = Some(found.clone()) else { continue };
        if let Some(Value::Object(own)) = values.replace(at, Value::Null) {
            item.extend(own.into_iter().filter(|(name, _)| name != "$ref"));
        }
        values.replace(at, Value::Object(item));
    }
    let reported: HashSet<FilePointer> = refused.iter().map(|(at, _)| at.clone()).collect();
    for (at, target) in path_items {
        let leads_on = values.get(at).and_then(|item| item.get("$ref"));
        if let Some(text) = leads_on.and_then(Value::as_str)
            && !reported.contains(target)
            && !reported.contains(&(at.0, format!("{}/$ref", at.1)))
        {
            let help = "let one of the references on the way lead to a path item".to_owned();
            let refusal = (format!("`{text}` leads in a circle"), help);
            refused.push(((at.0, format!("{}/$ref", at.1)), refusal));
        }
    }
}

/// The values of the files, while they are changed.
struct Values<'a> {
    document: &'a mut Value,
    others: Vec<Value>,
}

impl Values<'_> {
    fn get(&self, (file, pointer): &FilePointer) -> Option<&Value> {
        let value = match file.checked_sub(1) {
            None => &*self.document,
            Some(index) => self.others.get(index)?,
        };
        value.pointer(pointer)
    }

    fn replace(&mut self, (file, pointer): &FilePointer, new: Value) -> Option<Value> {
        let value = match file.checked_sub(1) {
            None => &mut *self.document,
            Some(index) => self.others.get_mut(index)?,
        };
        Some(std::mem::replace(value.pointer_mut(pointer)?, new))
    }
}

/// The steps of a pointer that are keywords, and tell nothing about an object.
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

/// The name of what is a component of the group already. A component whose name has to be escaped in
/// a pointer gets another name.
fn component_name<'a>((file, pointer): &'a FilePointer, group: &str) -> Option<&'a str> {
    let name = pointer.strip_prefix("/components/")?.strip_prefix(group)?.strip_prefix('/')?;
    (*file == 0 && !name.contains(['/', '~'])).then_some(name)
}

/// A group of components, added where it is absent.
fn group_of<'a>(document: &'a mut Value, group: &str) -> Option<&'a mut Map<String, Value>> {
    let empty = || Value::Object(Map::new());
    let components = document.as_object_mut()?.entry("components").or_insert_with(empty);
    components.as_object_mut()?.entry(group).or_insert_with(empty).as_object_mut()
}
