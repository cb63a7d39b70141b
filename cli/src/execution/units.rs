//! The units of execution: the schemas of both versions, each with bodies.
//!
//! For each schema, this finds its type in both versions, and bodies for it. An unchanged schema gets only
//! documented bodies. Nothing is run here.

use std::collections::{BTreeMap, BTreeSet};

use guestlist_codegen::{Compared, Direction};
use serde_json::Value;

use crate::execution::bodies::{Body, Comparison};
use crate::execution::contents::{Contents, contents, named, oracle, routes};
use crate::execution::described::undescribed;
use crate::execution::instances::{Instances, instances};
use crate::execution::names::within;
use crate::execution::program::{Program, TypeId};
use crate::execution::schema::{Oracle, unescaped};

/// The schemas of a comparison.
pub(super) struct Units {
    pub(super) units: Vec<Unit>,
    /// The schemas of the old document; those of bodies have their names in the comparison.
    pub(super) old: Oracle,
    /// The same for the new document.
    pub(super) new: Oracle,
    /// The code of both versions.
    pub(super) modules: (usize, usize),
    /// The number of changed schemas without bodies.
    pub(super) untried: usize,
}

/// A schema with its name in both versions.
pub(super) struct Unit {
    pub(super) name: String,
    pub(super) old_name: String,
    pub(super) old: TypeId,
    pub(super) new: TypeId,
    pub(super) old_type: String,
    pub(super) new_type: String,
    /// The directions of its values.
    pub(super) directions: Vec<Direction>,
    pub(super) instances: Vec<Instance>,
}

/// A body.
pub(super) struct Instance {
    pub(super) json: String,
    pub(super) origin: Origin,
    /// Whether it is valid according to the old document.
    pub(super) was_right: bool,
    /// The place where it contradicts the new document, apart from limits on values, although it follows the
    /// old one.
    pub(super) objection: Option<Vec<String>>,
}

/// The origin of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It was made from a schema.
    Made,
    /// It is documented.
    Documented(String),
    /// It is a documented body with one change.
    Mutated(String, &'static str),
}

impl Units {
    pub(super) fn of(comparison: &Comparison<'_>, program: &mut Program) -> Self {
        let Compared { diff, old, new } = comparison.compared;
        let routes = routes(new);
        let (before, after) = (contents(old, &routes), contents(new, &routes));
        let (old_oracle, new_oracle) = (oracle(old, &before), oracle(new, &after));
        let renamed: BTreeMap<&str, &str> = diff
            .changes
            .iter()
            .filter_map(|change| change.schema.as_ref())
            .filter(|schema| schema.root != schema.old_root)
            .map(|schema| (schema.root.as_str(), schema.old_root.as_str()))
            .collect();
        let directions = directions(&[(&before, &old_oracle), (&after, &new_oracle)]);
        let title = |which: &str| match comparison.name {
            "" => format!("the {which} document"),
            name => format!("the {which} version of `{name}`"),
        };
        let modules =
            (program.module(&old.files, title("old")), program.module(&new.files, title("new")));
        let mut units = Vec::new();
        let mut add = |name: &str, old_name: &str, old_type: &str, new_type: &str| {
            units.push(Unit {
                name: name.to_owned(),
                old_name: old_name.to_owned(),
                old: program.add(modules.0, old_type),
                new: program.add(modules.1, new_type),
                old_type: old_type.to_owned(),
                new_type: new_type.to_owned(),
                directions: directions.get(name).cloned().unwrap_or_default(),
                instances: Vec::new(),
            });
        };
        for component in new.files.components() {
            let old_name = renamed.get(component.name.as_str()).copied().unwrap_or(&component.name);
            let before = old.files.components().iter().find(|one| one.name == old_name);
            if let Some(before) = before {
                add(&component.name, old_name, &before.rust, &component.rust);
            }
        }
        for (key, content) in &after {
            let is_inline = content.schema.get("$ref").is_none();
            if let (true, Some(old)) = (is_inline, before.get(key))
                && old.schema.get("$ref").is_none()
            {
                add(&content.name, &old.name, &old.ty, &content.ty);
            }
        }
        let mut found = Self { units, old: old_oracle, new: new_oracle, modules, untried: 0 };
        found.make_instances();
        found.add_bodies(&comparison.bodies, &before, &after);
        found.units.retain(|unit| !unit.instances.is_empty());
        found
    }

    /// Makes bodies for the changed schemas, from the old document and from the new one.
    fn make_instances(&mut self) {
        let lenient = (self.old.without_limits(), self.new.without_limits());
        for unit in &mut self.units {
            if !is_changed(&self.old, &self.new, &unit.old_name, &unit.name) {
                continue;
            }
            let (before, after) =
                (instances(&self.old, &unit.old_name), instances(&self.new, &unit.name));
            let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
            let judge = Judge::of(&self.old, &lenient, &unit.old_name, &unit.name);
            let mut seen = BTreeSet::new();
            let Instances { valid, unlisted, .. } = before;
            let all = valid.into_iter().chain(unlisted).chain(after.valid).chain(after.unlisted);
            for value in all {
                let json = value.to_string();
                if seen.insert(json.clone()) {
                    unit.instances.push(judge.instance(&value, json, Origin::Made));
                }
            }
            self.untried += usize::from(unit.instances.is_empty());
        }
    }

    /// Adds documented bodies to their schemas.
    fn add_bodies(&mut self, bodies: &[Body], old: &Contents, new: &Contents) {
        let lenient = (self.old.without_limits(), self.new.without_limits());
        let mut judges: BTreeMap<usize, Judge<'_>> = BTreeMap::new();
        for body in bodies {
            let key = (body.operation.clone(), body.message);
            let (Some(_), Some(after)) = (old.get(&key), new.get(&key)) else { continue };
            let name = named(after);
            let Some(at) = self.units.iter().position(|unit| unit.name == name) else { continue };
            let unit = &self.units[at];
            let judge = judges
                .entry(at)
                .or_insert_with(|| Judge::of(&self.old, &lenient, &unit.old_name, &unit.name));
            let Ok(value) = serde_json::from_str::<Value>(&body.json) else { continue };
            let origin = match body.mutation {
                None => Origin::Documented(body.title.clone()),
                Some(kind) => Origin::Mutated(body.title.clone(), kind),
            };
            let instance = judge.instance(&value, body.json.clone(), origin);
            self.units[at].instances.push(instance);
        }
    }
}

/// Judges a body of a schema by the documents.
struct Judge<'a> {
    /// The old document with its limits.
    strict: Option<jsonschema::Validator>,
    old: Described<'a>,
    new: Described<'a>,
}

/// The judgement of one document, apart from limits on values.
struct Described<'a> {
    oracle: &'a Oracle,
    schema: &'a Value,
    validator: Option<jsonschema::Validator>,
}

impl<'a> Judge<'a> {
    fn of(strict: &Oracle, lenient: &'a (Oracle, Oracle), old_name: &str, name: &str) -> Self {
        Self {
            strict: strict.schema(old_name).and_then(|schema| strict.validator(schema)),
            old: Described::of(&lenient.0, old_name),
            new: Described::of(&lenient.1, name),
        }
    }

    fn instance(&self, value: &Value, json: String, origin: Origin) -> Instance {
        let was_right = self.strict.as_ref().is_none_or(|old| old.is_valid(value));
        let is_new = was_right && self.old.objection(value).is_none();
        let objection = if is_new { self.new.objection(value) } else { None };
        Instance { json, origin, was_right, objection }
    }
}

impl<'a> Described<'a> {
    fn of(oracle: &'a Oracle, name: &str) -> Self {
        let schema = oracle.schema(name).unwrap_or(&Value::Null);
        Self { oracle, schema, validator: oracle.validator(schema) }
    }

    /// The place of a body that it objects to, if any.
    fn objection(&self, value: &Value) -> Option<Vec<String>> {
        if let Some(Err(error)) = self.validator.as_ref().map(|one| one.validate(value)) {
            let pointer = error.instance_path().to_string();
            return Some(pointer.split('/').skip(1).map(unescaped).collect());
        }
        undescribed(self.oracle, self.schema, value)
    }
}

/// Whether a schema, or one that it refers to, has changed for values.
fn is_changed(old: &Oracle, new: &Oracle, old_name: &str, name: &str) -> bool {
    let reached = old.reach(old_name).into_iter().chain(new.reach(name));
    old.schema(old_name) != new.schema(name)
        || reached
            .filter(|one| one != name && one != old_name)
            .any(|one| old.schema(&one) != new.schema(&one))
}

/// The directions of the values of each schema.
fn directions(versions: &[(&Contents, &Oracle)]) -> BTreeMap<String, Vec<Direction>> {
    let mut found: BTreeMap<String, Vec<Direction>> = BTreeMap::new();
    for (contents, oracle) in versions {
        for ((_, message), content) in *contents {
            let direction = message.direction();
            for name in within(oracle, &content.name) {
                let known = found.entry(name).or_default();
                if !known.contains(&direction) {
                    known.push(direction);
                }
            }
        }
    }
    found
}
