//! A page of which some items do not fit: the others, and what is wrong with each.
//!
//! It is only for a page that cannot be decoded. Where that is for another reason than its items, nothing comes of it.

use std::fmt;

use crate::http::invalid_item::InvalidItem;
use crate::http::masking::Secrets;
use crate::json::codec::Decode;
use crate::json::decode::{decode, decode_within};
use crate::json::encode::encode;
use crate::json::error::DecodeError;
use crate::value::json::Json;
use crate::value::map::JsonObject;

/// Takes the items that do not fit out of a page.
///
/// It holds a function, so that only a program that asks for this contains the code.
#[derive(Clone, Copy)]
pub(crate) struct Salvage(fn(&Page<'_>) -> Option<Rest>);

/// A page that does not fit.
pub(crate) struct Page<'a> {
    pub(crate) text: &'a [u8],
    /// The bytes that it may have.
    pub(crate) limit: usize,
    /// What is not shown of it.
    pub(crate) secrets: &'a Secrets,
    /// The property that has its items; empty where it is an array of them.
    pub(crate) items: &'static str,
    /// Whether a text is an item, in a body that may have so many bytes.
    pub(crate) fits: fn(&[u8], usize) -> Result<(), DecodeError>,
}

/// What is left of a page.
pub(crate) struct Rest {
    /// The page without the items that do not fit.
    pub(crate) page: Vec<u8>,
    pub(crate) invalid: Vec<InvalidItem>,
}

impl Salvage {
    pub(crate) fn new() -> Self {
        Self(rest)
    }

    /// The page without its invalid items. `None` if all items fit, or if the text is not such a page.
    pub(crate) fn rest(self, page: &Page<'_>) -> Option<Rest> {
        (self.0)(page)
    }
}

/// Whether a text is an item of this type.
pub(crate) fn fits<T: Decode>(text: &[u8], limit: usize) -> Result<(), DecodeError> {
    decode_within::<T>(text, limit).map(drop)
}

fn rest(page: &Page<'_>) -> Option<Rest> {
    if page.items.is_empty() {
        let (fitting, invalid) =
            sorted(&decode_within::<Vec<Json>>(page.text, page.limit).ok()?, page)?;
        return Some(Rest { page: encode(&fitting).ok()?, invalid });
    }
    let mut object: JsonObject = decode_within(page.text, page.limit).ok()?;
    let all: Vec<Json> = decode(object.get(page.items)?.as_str().as_bytes()).ok()?;
    let (fitting, invalid) = sorted(&all, page)?;
    object.insert(page.items, decode(&encode(&fitting).ok()?).ok()?);
    Some(Rest { page: encode(&object).ok()?, invalid })
}

/// The items that fit, and the others. `None` if all fit.
fn sorted(all: &[Json], page: &Page<'_>) -> Option<(Vec<Json>, Vec<InvalidItem>)> {
    let (mut fitting, mut invalid) = (Vec::new(), Vec::new());
    for (index, json) in all.iter().enumerate() {
        match (page.fits)(json.as_str().as_bytes(), page.limit) {
            Ok(()) => fitting.push(json.clone()),
            Err(error) => {
                let error = error.inside(&format!("{}[{index}]", page.items));
                let raw = json.as_str().to_owned();
                invalid.push(InvalidItem::new(index as u64 + 1, raw, error, page.secrets));
            }
        }
    }
    (!invalid.is_empty()).then_some((fitting, invalid))
}

impl fmt::Debug for Salvage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salvage")
    }
}
