//! Unions can be told apart at the first sign.

use serde_json::Value;

use super::{Check, Kind, Object, Problems, Scope, View, one_value};

pub(super) const CHECK: Check = Check {
    code: "unsupported-union",
    rule: "A `oneOf` is of an object and a list, or of objects that a required one-value member tells apart.",
    scope: Scope::Any,
    run,
};

fn run(view: &View<'_>, problems: &mut Problems<'_>) {
    for schema in view.all(Kind::Schema) {
        let Some(members) = schema.members.get("oneOf").and_then(Value::as_array) else { continue };
        if let Some(reason) = ambiguity(view, schema, members) {
            let help = "give each member a required member of its own one-value enum, such as \
                        `type: {type: string, enum: [user]}`";
            problems.add(&schema.at("oneOf"), reason, help);
        }
    }
}

fn ambiguity(view: &View<'_>, schema: &Object<'_>, members: &[Value]) -> Option<String> {
    let members: Vec<(String, &Value)> = members
        .iter()
        .enumerate()
        .map(|(index, member)| {
            let name = super::name_of_reference(member).map(str::to_owned);
            let name = name.unwrap_or_else(|| format!("member {}", index + 1));
            (name, view.follow(member, String::new()).0)
        })
        .collect();
    // A reference that leads nowhere has a report of its own.
    if members.iter().any(|(_, member)| member.get("$ref").is_some()) {
        return None;
    }
    let kind = |member: &Value| member.get("type").and_then(Value::as_str).map(str::to_owned);
    if let Some((name, _)) = members
        .iter()
        .find(|(_, member)| !matches!(kind(member).as_deref(), Some("object" | "array")))
    {
        return Some(format!("{name} of the union is neither an object nor a list"));
    }
    let lists =
        members.iter().filter(|(_, member)| kind(member).as_deref() == Some("array")).count();
    match (members.len(), lists) {
        (0 | 1, _) => return Some("a union has at least two members".to_owned()),
        (2, 1) => return None,
        (_, 0) => {}
        _ => return Some("the union has a list beside several others".to_owned()),
    }
    let declared = schema
        .members
        .get("discriminator")
        .and_then(|d| d.get("propertyName"))
        .and_then(Value::as_str);
    match tag_of(view, &members, declared) {
        Some(_) => None,
        None => {
            let (first, second) = (&members[0].0, &members[1].0);
            Some(format!(
                "nothing tells {first} and {second} apart: `{{}}` and unknown members fit both"
            ))
        }
    }
}

/// The member by which objects are told apart: required in each, with one value that no other has.
fn tag_of<'a>(
    view: &View<'a>,
    members: &[(String, &'a Value)],
    declared: Option<&str>,
) -> Option<String> {
    let (_, first) = members.first()?;
    let candidates = first.get("properties")?.as_object()?.keys();
    candidates
        .filter(|name| declared.is_none_or(|tag| tag == *name))
        .find(|name| {
            let mut values: Vec<&str> = Vec::new();
            members.iter().all(|(_, member)| {
                let required = member.get("required").and_then(Value::as_array);
                let is_required =
                    required.is_some_and(|list| list.iter().any(|one| one.as_str() == Some(name)));
                let property = member.get("properties").and_then(|all| all.get(*name));
                let value = property.and_then(|one| one_value(view.follow(one, String::new()).0));
                let is_new = value.is_some_and(|value| !values.contains(&value));
                values.extend(value);
                is_required && is_new
            })
        })
        .cloned()
}
