//! A page of which some items do not fit: the others, and what is wrong with each.
//!
//! It is only for a page that cannot be decoded. Where that is for another reason than its items, nothing comes of it.

use crate::http::invalid_item::InvalidItem;
use crate::http::response::{Response, ResponseValue};
use crate::json::codec::{Decode, Encode};
use crate::json::decode::{decode, decode_within};
use crate::json::encode::encode;
use crate::value::json::Json;
use crate::value::map::JsonObject;

/// The page of a response without the items that do not fit, which the response then has. The items are of this type
/// and stand in this property, or are the page where it is empty.
pub(crate) fn salvage<P: Decode, T: Decode + Encode>(
    response: &Response,
    property: &str,
) -> Option<ResponseValue<P>> {
    let limit = response.body_limit();
    let text = response.text();
    if property.is_empty() {
        let all: Vec<Json> = decode_within(&text, limit).ok()?;
        let (fitting, invalid) = sorted::<T>(&all, property, response)?;
        let page = decode_within(&encode(&fitting).ok()?, limit).ok()?;
        return Some(ResponseValue::new(page, response.clone().with_invalid_items(invalid)));
    }
    let mut object: JsonObject = decode_within(&text, limit).ok()?;
    let all: Vec<Json> = decode(object.get(property)?.as_str().as_bytes()).ok()?;
    let (fitting, invalid) = sorted::<T>(&all, property, response)?;
    object.insert(property, decode(&encode(&fitting).ok()?).ok()?);
    let page = decode_within(&encode(&object).ok()?, limit).ok()?;
    Some(ResponseValue::new(page, response.clone().with_invalid_items(invalid)))
}

/// The items that fit, and the others; nothing where all fit.
fn sorted<T: Decode>(
    all: &[Json],
    property: &str,
    response: &Response,
) -> Option<(Vec<Json>, Vec<InvalidItem>)> {
    let (mut fitting, mut invalid) = (Vec::new(), Vec::new());
    for (index, json) in all.iter().enumerate() {
        match decode_within::<T>(json.as_str().as_bytes(), response.body_limit()) {
            Ok(_) => fitting.push(json.clone()),
            Err(error) => {
                let error = error.inside(&format!("{property}[{index}]"));
                let raw = json.as_str().to_owned();
                invalid.push(InvalidItem::new(index as u64 + 1, raw, error, response.secrets()));
            }
        }
    }
    (!invalid.is_empty()).then_some((fitting, invalid))
}
