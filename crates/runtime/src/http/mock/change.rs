//! One change to a JSON text.
//!
//! The rest of the text keeps its spelling and its order.

use crate::json::decode::decode;
use crate::json::encode::encode;
use crate::value::json::Json;
use crate::value::map::JsonObject;

/// The greatest depth at which values are changed.
const DEEPEST: usize = 32;

/// A change to a value.
#[derive(Clone, Copy)]
enum Change {
    Null,
    LeaveOut,
    Empty,
    OtherType,
    NotListed,
    AddProperty,
}

/// A value and its place.
struct Place {
    pointer: String,
    json: Json,
    is_property: bool,
}

/// The text with the change of this number, and a description of the change. After the last change they start
/// again. `None` if the text is not JSON.
pub(super) fn nth_change(text: &str, number: u64) -> Option<(String, String)> {
    let mut places = Vec::new();
    add_places(&decode(text.as_bytes()).ok()?, String::new(), false, &mut places);
    let changes: Vec<(&Place, Change)> = places
        .iter()
        .flat_map(|place| changes(place).into_iter().map(move |change| (place, change)))
        .collect();
    let index = usize::try_from(number % u64::try_from(changes.len()).ok()?).ok()?;
    let (place, change) = changes.get(index)?;
    let changed = at(text, &place.pointer, change.json(&place.json).as_deref())?;
    Some((changed, change.said(&place.pointer)))
}

/// The text with another value at a JSON pointer; none if it has no such place.
pub(super) fn change_at(text: &str, pointer: &str, json: &str) -> Option<String> {
    at(text, pointer, Some(json))
}

fn add_places(json: &Json, pointer: String, is_property: bool, places: &mut Vec<Place>) {
    let text = json.as_str();
    places.push(Place { pointer: pointer.clone(), json: json.clone(), is_property });
    if pointer.matches('/').count() >= DEEPEST {
        return;
    }
    if let Ok(object) = decode::<JsonObject>(text.as_bytes()) {
        for (name, value) in object.iter() {
            let name = name.replace('~', "~0").replace('/', "~1");
            add_places(value, format!("{pointer}/{name}"), true, places);
        }
    } else if let Ok(items) = decode::<Vec<Json>>(text.as_bytes()) {
        for (index, item) in items.iter().enumerate() {
            add_places(item, format!("{pointer}/{index}"), false, places);
        }
    }
}

/// The possible changes to a value at a place.
fn changes(place: &Place) -> Vec<Change> {
    let mut changes = vec![Change::OtherType];
    if place.json.as_str() != "null" {
        changes.push(Change::Null);
    }
    if place.is_property {
        changes.push(Change::LeaveOut);
    }
    match place.json.as_str() {
        r#""""# => changes.push(Change::NotListed),
        text if text.starts_with('"') => changes.extend([Change::Empty, Change::NotListed]),
        text if text.starts_with('{') => changes.extend([Change::Empty, Change::AddProperty]),
        text if text.starts_with('[') => changes.push(Change::Empty),
        _ => {}
    }
    changes
}

impl Change {
    /// The changed value; none if it is left out.
    fn json(self, json: &Json) -> Option<String> {
        let text = json.as_str();
        Some(match self {
            Self::LeaveOut => return None,
            Self::Null => "null".to_owned(),
            Self::Empty if text.starts_with('"') => r#""""#.to_owned(),
            Self::Empty if text.starts_with('{') => "{}".to_owned(),
            Self::Empty => "[]".to_owned(),
            Self::OtherType if text.starts_with('"') => "17".to_owned(),
            Self::OtherType => r#""not of this type""#.to_owned(),
            Self::NotListed => {
                let inner = text.strip_suffix('"').unwrap_or(text);
                format!("{inner}-not-listed\"")
            }
            Self::AddProperty => {
                let mut object: JsonObject = decode(text.as_bytes()).ok()?;
                object.insert("x-not-listed", decode(br#"{"by": ["anybody", null]}"#).ok()?);
                written(&object)
            }
        })
    }

    fn said(self, pointer: &str) -> String {
        let place = if pointer.is_empty() { "the whole body" } else { pointer };
        match self {
            Self::Null => format!("{place} is null"),
            Self::LeaveOut => format!("{place} is missing"),
            Self::Empty => format!("{place} is empty"),
            Self::OtherType => format!("{place} is of another type"),
            Self::NotListed => format!("{place} is a value that is not listed"),
            Self::AddProperty => format!("{place} has a property that is not listed"),
        }
    }
}

/// The text with another value at a place, or without it.
fn at(text: &str, pointer: &str, json: Option<&str>) -> Option<String> {
    let Some(rest) = pointer.strip_prefix('/') else {
        return pointer.is_empty().then(|| json.map(str::to_owned)).flatten();
    };
    let (name, rest) = match rest.find('/') {
        Some(end) => rest.split_at(end),
        None => (rest, ""),
    };
    let name = name.replace("~1", "/").replace("~0", "~");
    if let Ok(mut object) = decode::<JsonObject>(text.as_bytes()) {
        let old = object.get(&name)?;
        if json.is_none() && rest.is_empty() {
            object.remove(&name);
        } else {
            let new = at(old.as_str(), rest, json)?;
            object.insert(name, decode(new.as_bytes()).ok()?);
        }
        return Some(written(&object));
    }
    let mut items: Vec<Json> = decode(text.as_bytes()).ok()?;
    let item = items.get_mut(name.parse::<usize>().ok()?)?;
    *item = decode(at(item.as_str(), rest, json)?.as_bytes()).ok()?;
    let items: Vec<&str> = items.iter().map(Json::as_str).collect();
    Some(format!("[{}]", items.join(",")))
}

fn written(object: &JsonObject) -> String {
    encode(object).ok().and_then(|text| String::from_utf8(text).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = r#"{"b": 1.50, "a": ["x", {"c/d": null}], "e": ""}"#;

    #[test]
    fn each_change_is_made_once_and_the_rest_stays_as_it_is() {
        let mut seen = Vec::new();
        for number in 0.. {
            let (text, what) = nth_change(BODY, number).unwrap();
            if seen.contains(&what) {
                assert_eq!(seen.first(), Some(&what), "they begin again after the last");
                break;
            }
            decode::<Json>(text.as_bytes()).unwrap();
            assert_ne!(text, BODY, "{what}");
            assert!(
                text.contains("1.50") || what.contains("/b") || what.contains("whole"),
                "{text}"
            );
            seen.push(what);
        }
        let expected = [
            "the whole body is of another type",
            "the whole body is null",
            "the whole body is empty",
            "the whole body has a property that is not listed",
            "/b is of another type",
            "/b is null",
            "/b is missing",
            "/a is of another type",
            "/a is null",
            "/a is missing",
            "/a is empty",
            "/a/0 is of another type",
            "/a/0 is null",
            "/a/0 is empty",
            "/a/0 is a value that is not listed",
            "/a/1 is of another type",
            "/a/1 is null",
            "/a/1 is empty",
            "/a/1 has a property that is not listed",
            "/a/1/c~1d is of another type",
            "/a/1/c~1d is missing",
            "/e is of another type",
            "/e is null",
            "/e is missing",
            "/e is a value that is not listed",
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_value_is_put_at_a_pointer() {
        let put = |pointer, json| change_at(BODY, pointer, json);
        assert_eq!(
            put("/a/1/c~1d", "[2]").as_deref(),
            Some(r#"{"b":1.50,"a":["x",{"c/d":[2]}],"e":""}"#)
        );
        assert_eq!(put("", "3").as_deref(), Some("3"));
        for pointer in ["/x", "/a/2", "/a/x", "/b/0", "a", "/a/1/c/d"] {
            assert_eq!(put(pointer, "1"), None, "{pointer}");
        }
    }
}
