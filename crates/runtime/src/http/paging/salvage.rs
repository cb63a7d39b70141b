//! A page of which some items do not fit: the others, and what is wrong with each.
//!
//! It is only for a page that cannot be decoded. Where that is for another reason than its items, nothing comes of it.

use crate::http::response::Response;
use crate::http::stream_error::InvalidItem;
use crate::json::codec::{Decode, Encode};
use crate::json::decode::{decode, decode_within};
use crate::json::encode::encode;
use crate::value::json::Json;
use crate::value::map::JsonObject;

/// A page without the items that do not fit.
pub(super) struct Salvaged<P> {
    pub(super) page: P,
    /// All items, as they came.
    pub(super) all: Vec<Json>,
    /// Those that do not fit, each with its index among all.
    pub(super) invalid: Vec<(usize, InvalidItem)>,
}

/// The page of a response whose items are of this type and stand in this property; where it is empty, the page is
/// an array of them.
pub(super) fn salvage<P: Decode, T: Decode + Encode>(
    response: &Response,
    property: &str,
) -> Option<Salvaged<P>> {
    let limit = response.body_limit();
    let mut object: Option<JsonObject> = match property {
        "" => None,
        _ => Some(decode_within(&response.text(), limit).ok()?),
    };
    let all: Vec<Json> = match &object {
        Some(object) => decode(object.get(property)?.as_str().as_bytes()).ok()?,
        None => decode_within(&response.text(), limit).ok()?,
    };
    let (mut fitting, mut invalid) = (Vec::new(), Vec::new());
    for (index, json) in all.iter().enumerate() {
        match decode_within::<T>(json.as_str().as_bytes(), limit) {
            Ok(_) => fitting.push(json.as_str()),
            Err(error) => {
                let error = error.inside(&format!("{property}[{index}]"));
                let raw = json.as_str().to_owned();
                invalid.push((index, InvalidItem::new(index as u64 + 1, raw, error, response)));
            }
        }
    }
    if invalid.is_empty() {
        return None;
    }
    let fitting: Json = decode(format!("[{}]", fitting.join(",")).as_bytes()).ok()?;
    let whole = match &mut object {
        Some(object) => {
            object.insert(property, fitting);
            encode(object).ok()?
        }
        None => encode(&fitting).ok()?,
    };
    let page = decode_within(&whole, limit).ok()?;
    Some(Salvaged { page, all, invalid })
}
