//! The targets of references become components of the document, whatever file they are in.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::openapi::chains::Chains;
use crate::openapi::grammar::group as component_group;
use crate::openapi::load::copy_references::{Copied, Copy, Values, copy_references};
use crate::openapi::load::files::{FilePointer, Files, Refusal};
use crate::openapi::load::list_components::list_components;
use crate::openapi::load::loaded::Note;
use crate::openapi::pointer::{escape, unescape};
use crate::openapi::rule::{ObjectType, Rule};
use crate::openapi::source::Source;
use crate::openapi::visit::visit;
use crate::rust::names::pascal;

/// A reference, or a value of a discriminator's mapping.
#[derive(Clone)]
struct Reference {
    /// The place of its string.
    at: FilePointer,
    /// The rule that its target must fit.
    rule: Rule,
    text: String,
}

/// The references and targets found so far.
struct Gathered {
    files: Files,
    /// The ends of reference chains, by group and by the first target.
    chains: Chains<(&'static str, FilePointer)>,
    references: Vec<Reference>,
    /// The rule of each visited object, and of each map and array that a reference leads to.
    rules: HashMap<FilePointer, Rule>,
    /// The objects that become components, each with its group and name.
    targets: BTreeMap<FilePointer, (&'static str, String)>,
    /// The references of components that are replaced by their targets.
    adopted: HashSet<String>,
    /// The references that are replaced by copies.
    copies: Vec<Copy>,
    copied: HashSet<FilePointer>,
    /// The new strings of references.
    edits: Vec<(FilePointer, String)>,
    refused: Vec<(FilePointer, Refusal)>,
    /// The component names that are taken, by group, in their Rust form.
    taken: HashMap<&'static str, HashSet<String>>,
    /// The first number that may make a name free, by group and name.
    numbers: HashMap<(&'static str, String), usize>,
}

/// Moves all targets of references into `components`. A reference within the document that is broken, or that
/// leads to an object of another type, stays: a check reports it.
pub(crate) fn gather_components(source: &mut Source, notes: &mut Vec<Note>) {
    let mut files = Files::of(source);
    list_components(source, &mut files);
    let mut gathered = Gathered {
        files,
        chains: Chains::default(),
        references: Vec::new(),
        rules: HashMap::new(),
        targets: BTreeMap::new(),
        adopted: HashSet::new(),
        copies: Vec::new(),
        copied: HashSet::new(),
        edits: Vec::new(),
        refused: Vec::new(),
        taken: HashMap::new(),
        numbers: HashMap::new(),
    };
    gathered.look_through(source, (0, String::new()), Rule::One(ObjectType::Document));
    gathered.adopt(source);
    let mut next = 0;
    while let Some(reference) = gathered.references.get(next) {
        next += 1;
        let Reference { at, rule, text } = reference.clone();
        match rule {
            Rule::One(ty) if component_group(ty).is_some() => {
                gathered.follow(source, at, ty, &text);
            }
            _ => gathered.copy(source, at, rule, &text, notes),
        }
    }
    gathered.build(source);
}

impl Gathered {
    /// Visits a value that has not been visited yet, and notes its references.
    fn look_through(&mut self, source: &Source, (file, pointer): FilePointer, rule: Rule) {
        let other = self.files.file(source, file);
        let Some(value) = other.value.pointer(&pointer) else { return };
        let (rules, references) = (&mut self.rules, &mut self.references);
        rules.insert((file, pointer.clone()), rule);
        visit(value, rule, &mut pointer.clone(), &mut |rule, pointer, value| {
            if matches!(rule, Rule::One(_)) {
                rules.insert((file, pointer.to_owned()), rule);
            }
            let mut note = |name: &str, text: &Value, rule: Rule| {
                if let Some(text) = text.as_str() {
                    let at = (file, format!("{pointer}/{name}"));
                    references.push(Reference { at, rule, text: text.to_owned() });
                }
            };
            let is_whole = matches!(rule, Rule::One(ObjectType::Document));
            if let Some(text) = value.get("$ref").filter(|_| !is_whole) {
                note("$ref", text, rule);
            } else if rule == Rule::One(ObjectType::Discriminator) {
                for (tag, text) in
                    value.get("mapping").and_then(Value::as_object).into_iter().flatten()
                {
                    let rule = Rule::One(ObjectType::Schema);
                    note(&format!("mapping/{}", escape(tag)), text, rule);
                }
            }
        });
    }

    /// Makes a component that is only a reference to an object that object, under the component's name.
    fn adopt(&mut self, source: &Source) {
        for index in 0..self.references.len() {
            let Reference { at, rule, text } = &self.references[index];
            let Rule::One(ty) = *rule else { continue };
            let text = text.clone();
            let Some(group) = component_group(ty) else { continue };
            let Some(outer) = at.1.strip_suffix("/$ref") else { continue };
            let component = (0, outer.to_owned());
            let Some(name) = component_name(&component, group) else { continue };
            let value = source.document.value.pointer(outer).and_then(Value::as_object);
            if value.is_none_or(|properties| properties.len() > 1) {
                continue;
            }
            let Ok(target) = self.resolve(source, 0, &text, ty) else { continue };
            let found = self.rules.get(&target).copied();
            if component_name(&target, group).is_some()
                || found.is_some_and(|found| found != Rule::One(ty))
                || self.targets.contains_key(&target)
            {
                continue;
            }
            self.targets.insert(target.clone(), (group, name.to_owned()));
            self.adopted.insert(component.1.clone() + "/$ref");
            if found.is_none() {
                self.look_through(source, target, Rule::One(ty));
            }
        }
    }

    /// The end of a reference chain, if the target of the reference is only a reference itself.
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
            // For a reference within the document, a check reports it. The value of a mapping may be any
            // string.
            Err(_) if is_mapping => return,
            Err(_) if at.0 == 0 && text.starts_with('#') => return,
            Err(refusal) => return self.refused.push((at, refusal)),
        };
        let found = self.rules.get(&target).copied();
        let Some(group) = component_group(ty) else { return };
        if let Some(name) = component_name(&target, group) {
            let plain = format!("#/components/{group}/{name}");
            if plain != text {
                self.edits.push((at, plain));
            }
            return;
        }
        if found.is_some_and(|found| found != Rule::One(ty)) {
            // For a component, the check reports to which group the reference should lead.
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
                self.look_through(source, target.clone(), Rule::One(ty));
            }
        }
        if let Some((group, name)) = self.targets.get(&target) {
            self.edits.push((at, format!("#/components/{group}/{name}")));
        }
    }

    /// Notes a reference that is replaced by a copy of its target.
    fn copy(
        &mut self,
        source: &Source,
        at: FilePointer,
        rule: Rule,
        text: &str,
        notes: &mut Vec<Note>,
    ) {
        let outer = (at.0, at.1.strip_suffix("/$ref").unwrap_or(&at.1).to_owned());
        if !self.copied.insert(outer.clone()) {
            return;
        }
        let target = match self.files.resolve(source, at.0, text) {
            Ok(target) => target,
            Err(refusal) => return self.refused.push((at, refusal)),
        };
        match self.rules.get(&target) {
            None => self.look_through(source, target.clone(), rule),
            Some(found) if *found == rule => {}
            Some(_) => {
                let message = format!("`{text}` does not lead to {}", rule.noun());
                let help = "refer to a value of the type that is expected here".to_owned();
                return self.refused.push((at, (message, help)));
            }
        }
        if !may_be_reference(rule, &source.document.value) {
            let message = format!("OpenAPI has no reference to {} here", rule.noun());
            let location = self.files.file(source, at.0).location(&at.1);
            let help = "it is replaced by a copy of what it leads to";
            notes.push(Note::of_reference(location, message, help));
        }
        self.copies.push(Copy { at: outer, origin: target.clone(), target, rule });
    }

    /// A name for an object. In another file it consists of the file's name and the last step of the pointer;
    /// in the document's own file, of all steps that are not keywords.
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

    /// Moves all targets to their components.
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
        for (group, name, value) in components.into_iter().rev() {
            if let Some(components) = group_of(values.document, group) {
                components.insert(name.clone(), value);
            }
        }
        let copies = std::mem::take(&mut self.copies);
        let moved = copies.into_iter().map(|copy| {
            let (at, target) = (self.moved(copy.at), self.moved(copy.target));
            Copy { at, target, ..copy }
        });
        let copies: Vec<Copy> = moved.collect();
        let Copied { done, refused } = copy_references(&mut values, &copies);
        self.refused.extend(refused);
        self.record(source, &done);
    }

    /// Records in the source which values have been moved, and which references are refused.
    fn record(self, source: &mut Source, copied: &[&Copy]) {
        for (at, (group, name)) in &self.targets {
            source.moved.origins.insert(format!("/components/{group}/{name}"), at.clone());
        }
        let mut homes: HashMap<&FilePointer, &str> = HashMap::new();
        for Copy { at, target, origin, .. } in copied.iter().filter(|copy| copy.at.0 == 0) {
            source.moved.origins.insert(at.1.clone(), origin.clone());
            homes.entry(target).or_insert(&at.1);
        }
        for (at, refusal) in &self.refused {
            source.moved.refused.insert(self.home(at, &homes), refusal.clone());
        }
        source.moved.faults = self.files.faults;
        source.moved.files = self.files.others;
    }

    /// The place of a value after the components have been moved.
    fn moved(&self, (file, pointer): FilePointer) -> FilePointer {
        let outer = |length: &usize| (file, pointer[..*length].to_owned());
        let mut lengths = pointer.match_indices('/').map(|(at, _)| at).chain([pointer.len()]).rev();
        let component = lengths.find_map(|length| {
            let (group, name) = self.targets.get(&outer(&length))?;
            Some((0, format!("/components/{group}/{name}{}", &pointer[length..])))
        });
        component.unwrap_or((file, pointer))
    }

    /// The pointer in the document of a value that has been moved from a file.
    fn home(&self, at: &FilePointer, homes: &HashMap<&FilePointer, &str>) -> String {
        let (file, pointer) = self.moved(at.clone());
        let mut outer = pointer.as_str();
        loop {
            if file == 0 {
                return pointer;
            }
            if let Some(at) = homes.get(&(file, outer.to_owned())) {
                return format!("{at}{}", &pointer[outer.len()..]);
            }
            match outer.rfind('/') {
                Some(at) => outer = &outer[..at],
                None => return pointer.clone(),
            }
        }
    }
}

/// Whether the specification allows a reference in place of a value although there is no group of components
/// for it: a path item, and since OpenAPI 3.2 a media type.
fn may_be_reference(rule: Rule, document: &Value) -> bool {
    let version = document.get("openapi").and_then(Value::as_str);
    rule == Rule::One(ObjectType::PathItem)
        || rule == Rule::One(ObjectType::MediaType)
            && version.is_some_and(|version| version.starts_with("3.2"))
}

/// The steps of a pointer that are keywords, and do not describe an object.
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

/// The name of an object that is already a component of the group. A component whose name has to be escaped
/// in a pointer gets another name.
fn component_name<'a>((file, pointer): &'a FilePointer, group: &str) -> Option<&'a str> {
    let name = pointer.strip_prefix("/components/")?.strip_prefix(group)?.strip_prefix('/')?;
    (*file == 0 && !name.contains(['/', '~'])).then_some(name)
}

/// A group of components, added if it is absent.
fn group_of<'a>(document: &'a mut Value, group: &str) -> Option<&'a mut Map<String, Value>> {
    let empty = || Value::Object(Map::new());
    let components = document.as_object_mut()?.entry("components").or_insert_with(empty);
    components.as_object_mut()?.entry(group).or_insert_with(empty).as_object_mut()
}
