//! Reading a page with some invalid items: the other items, and the error of each invalid one.
//!
//! It is used only if a page cannot be decoded, and has no result if the reason is not in the items.

use std::fmt;

use crate::http::invalid_item::InvalidItem;
use crate::http::masking::Secrets;
use crate::json::codec::Decode;
use crate::json::decode::{decode, decode_within};
use crate::json::encode::encode;
use crate::json::error::DecodeError;
use crate::value::json::Json;
use crate::value::map::JsonObject;

/// Removes the invalid items from a page.
///
/// It holds a function pointer, so that only a program that uses it contains the code.
#[derive(Clone, Copy)]
pub(crate) struct Salvage(fn(&Page<'_>) -> Option<Rest>);

/// An invalid page.
pub(crate) struct Page<'a> {
    pub(crate) text: &'a [u8],
    /// Its limit in bytes.
    pub(crate) limit: usize,
    /// The secrets that are masked in it.
    pub(crate) secrets: &'a Secrets,
    /// The property with its items; empty if the page is an array of them.
    pub(crate) items: &'static str,
    /// Checks that a text is an item, in a body with this limit in bytes.
    pub(crate) fits: fn(&[u8], usize) -> Result<(), DecodeError>,
}

/// The rest of a page.
pub(crate) struct Rest {
    /// The page without the invalid items.
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

/// Checks that a text is an item of this type.
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

/// The valid items and the invalid ones. `None` if all are valid.
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
