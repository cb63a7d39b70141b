//! The allowed results for a value, decided by the document and an independent validator.

use std::collections::BTreeMap;

use guestlist::execution::mutations::Mutant;
use guestlist::execution::mutations::tree::written;
use guestlist::execution::schema::Oracle;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::cases::is_same;
use crate::leniency::{with_nulls, with_open_unions, with_slips, with_tags, without_looks};
use crate::models::{Decoded, read};
use crate::unions::{Document, Union, members};

/// What became of a changed value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It came back the same, and each union in it is a right variant.
    Kept,
    /// It was refused at the place of the change, and the schema refuses it too.
    Refused,
    /// It came back as something else.
    Lossy,
    /// It was read as a variant whose schema refuses it, though that of another accepts it.
    WrongVariant,
    /// It was refused at another place.
    WrongPath,
    /// It was refused, though the schema accepts it.
    NeedlesslyRefused,
}

/// The validators of the document.
pub(crate) struct Judge<'a> {
    document: &'a Document,
    /// For each schema: as it is, and with enums open to more strings.
    wholes: BTreeMap<&'a str, [Validator; 2]>,
    /// For each union, one for each variant: as the schema says, but for optional properties that
    /// are `null` …
    exact: BTreeMap<&'a str, Vec<Validator>>,
    /// … and as far as the variant can hold a value at all.
    rough: BTreeMap<&'a str, Vec<Validator>>,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        let oracle = &document.oracle;
        let exact = with_nulls(oracle);
        let rough = with_nulls(&with_slips(&without_looks(oracle)));
        let open = with_open_unions(&rough, |name| document.is_union(name));
        let tagged = with_tags(oracle);
        let relaxed = tagged.relaxed();
        let whole =
            |name| [&tagged, &relaxed].map(|one| one.validator(one.schema(name).unwrap()).unwrap());
        Self {
            document,
            wholes: oracle.names().map(|name| (name, whole(name))).collect(),
            exact: oracle.names().map(|name| (name, validators(&exact, &exact, name))).collect(),
            rough: oracle.names().map(|name| (name, validators(&rough, &open, name))).collect(),
        }
    }

    /// What became of a changed value of a schema, and how that shows.
    pub(crate) fn outcome(&self, schema: &str, mutant: &Mutant) -> (Outcome, String) {
        let text = mutant.body.text();
        match read(schema, &text) {
            Err(error) if !is_at(error.path(), mutant) => (Outcome::WrongPath, error.to_string()),
            Err(error) if self.accepts(schema, mutant) => {
                (Outcome::NeedlesslyRefused, error.to_string())
            }
            Err(error) => (Outcome::Refused, error.to_string()),
            Ok(Decoded { json, .. }) if !is_same(&text, &json) => (Outcome::Lossy, json),
            Ok(Decoded { shown, .. }) => {
                let unions = self.document.unions(schema, &mutant.body, &shown);
                let wrong = unions.iter().find_map(|union| self.wrong(union));
                match wrong {
                    Some(wrong) => (Outcome::WrongVariant, wrong),
                    None => (Outcome::Kept, String::new()),
                }
            }
        }
    }

    /// Whether the schema accepts a changed value. A string that an enum does not list is one that
    /// a later version will list.
    fn accepts(&self, schema: &str, mutant: &Mutant) -> bool {
        let [exact, open] = &self.wholes[schema];
        let value = value_of(&mutant.body.text());
        match mutant.kind {
            // JSON Schema knows neither doubled names nor the formats of integers.
            "member doubled" | "number out of range" => false,
            "unknown text" | "unknown type" => open.is_valid(&value),
            _ => exact.is_valid(&value),
        }
    }

    /// What a union was read as, and what it should have been, unless that is right.
    fn wrong(&self, union: &Union<'_>) -> Option<String> {
        let right = self.right(union.name, &value_of(&union.value.text()));
        let is_right = right.contains(&union.variant.as_str());
        (!is_right).then(|| {
            let (path, variant) = (written(&union.path), &union.variant);
            format!("{:?} at {path:?} is {variant}, not {}", union.name, right.join(" or "))
        })
    }

    /// The variants that a value of a union may be read as.
    fn right(&self, union: &str, value: &Value) -> Vec<&str> {
        let oracle = &self.document.oracle;
        let names = &self.document.variants[union];
        let values = self.document.values(union);
        if !values.is_empty() {
            let listed = values.iter().position(|listed| *listed == value);
            return vec![listed.map_or("Unknown", |index| names[index].as_str())];
        }
        if oracle.is_named(union, value) {
            let named = oracle.named_member(union, value);
            return vec![named.map_or("Unknown", |index| names[index].as_str())];
        }
        let all = |fits: &dyn Fn(usize) -> bool| {
            let fitting = names.iter().enumerate().filter(|(index, _)| fits(*index));
            fitting.map(|(_, name)| name.as_str()).collect::<Vec<_>>()
        };
        let exact = all(&|index| self.exact[union][index].is_valid(value));
        // A map accepts whatever an object lists too, so that the object is right as well where an
        // enum of it has a new value.
        let is_map = |name: &&str| matches!(*name, "Map" | "Free");
        if !exact.is_empty() && !exact.iter().all(is_map) {
            return exact;
        }
        let mut rough = all(&|index| self.fits_roughly(union, index, value));
        rough.push("Unknown");
        rough
    }

    /// Whether a variant can hold a value; one that is a union itself, in one of its variants.
    fn fits_roughly(&self, union: &str, index: usize, value: &Value) -> bool {
        let member = &members(&self.document.oracle, union)[index];
        let inner = member["$ref"].as_str().and_then(|text| text.rsplit('/').next());
        match inner.filter(|inner| self.document.is_union(inner)) {
            Some(inner) => {
                let count = self.document.variants[inner].len();
                (0..count).any(|index| self.fits_roughly(inner, index, value))
            }
            None => self.rough[union][index].is_valid(value),
        }
    }
}

/// Validators of the variants of a union, with what the union says of all of them. References
/// lead into `among`.
fn validators(oracle: &Oracle, among: &Oracle, name: &str) -> Vec<Validator> {
    let mut common = oracle.schema(name).unwrap().clone();
    if let Some(common) = common.as_object_mut() {
        ["oneOf", "anyOf", "type"].iter().for_each(|word| drop(common.remove(*word)));
    }
    let validator = |member: &Value| among.validator(&json!({ "allOf": [member, common] }));
    members(oracle, name).iter().map(|member| validator(member).unwrap()).collect()
}

/// Whether an error points to the change, or into what was put there.
fn is_at(path: &str, mutant: &Mutant) -> bool {
    let place = written(&mutant.place);
    let is_inside = |place: &str| {
        let rest = path.strip_prefix(place);
        rest.is_some_and(|rest| place.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
    };
    match mutant.kind {
        // Where several variants are tried, the error of one of them is told, which may come first.
        "member removed" | "member doubled" => {
            is_inside(&written(&mutant.place[..mutant.place.len() - 1]))
        }
        _ => is_inside(&place),
    }
}

fn value_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}
