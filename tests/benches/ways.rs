//! The compared ways to decode and encode a body.

use std::hint::black_box;

use guestlist_datadog::{v1, v2};
use guestlist_runtime::Decode;
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use crate::derived;
use crate::payloads::Shape;

/// Encodes what it holds, and tells how many bytes that are.
pub type Encode = Box<dyn Fn() -> usize>;

/// A way to decode a body, and to encode what was decoded.
#[derive(Clone, Copy)]
pub struct Way {
    pub name: &'static str,
    pub decode: fn(&str),
    /// Decodes once, and gives what encodes that as often as it is called; none for what has
    /// nothing to encode.
    pub encoder: Option<fn(&str) -> Encode>,
}

/// What decodes a body in each way.
pub fn decodings(ways: &[Way], body: &str) -> Vec<Box<dyn Fn()>> {
    let decoding = |way: &Way| {
        let (decode, body) = (way.decode, body.to_owned());
        Box::new(move || decode(&body)) as Box<dyn Fn()>
    };
    ways.iter().map(decoding).collect()
}

/// What encodes a body, decoded once, in each way that can.
pub fn encodings(ways: &[Way], body: &str) -> Vec<Box<dyn Fn()>> {
    let encoding = |encoder: fn(&str) -> Encode| {
        let encode = encoder(body);
        Box::new(move || {
            encode();
        }) as Box<dyn Fn()>
    };
    ways.iter().filter_map(|way| way.encoder).map(encoding).collect()
}

/// The ways for a shape: ours first, then `Value`, which all are measured against.
pub fn ways(shape: Shape) -> Vec<Way> {
    let value = way::<Value>("serde_json::Value");
    let floor = Way { name: "IgnoredAny", decode: decode::<IgnoredAny>, encoder: None };
    match shape {
        Shape::V2Page | Shape::V2PageTypeLast => vec![
            ours::<v2::models::UsersResponse>(),
            value,
            way::<derived::Page>("serde derive"),
            floor,
            way::<v2::models::UsersResponse>("guestlist by serde_json"),
        ],
        Shape::V1List => vec![
            ours::<v1::models::UserListResponse>(),
            value,
            way::<derived::V1List>("serde derive"),
            floor,
            way::<v1::models::UserListResponse>("guestlist by serde_json"),
        ],
        Shape::Invitations => vec![
            ours::<v1::models::SharedDashboardInvites>(),
            value,
            way::<derived::Invitations>("serde derive"),
            floor,
            way::<v1::models::SharedDashboardInvites>("guestlist by serde_json"),
        ],
        Shape::Invites => vec![
            ours::<guestlist_datatrails::models::ListInvitesResponse>(),
            value,
            way::<derived::Invites>("serde derive"),
            floor,
            way::<guestlist_datatrails::models::ListInvitesResponse>("guestlist by serde_json"),
        ],
    }
}

/// Ours, as the clients do it.
fn ours<T: Decode + guestlist_runtime::Encode + 'static>() -> Way {
    Way { name: "guestlist", decode: decode_ours::<T>, encoder: Some(encoder_of_ours::<T>) }
}

fn decode_ours<T: Decode>(body: &str) {
    match guestlist_runtime::decode::<T>(body.as_bytes()) {
        Ok(decoded) => drop(black_box(decoded)),
        Err(error) => unfit(&error),
    }
}

fn encoder_of_ours<T: Decode + guestlist_runtime::Encode + 'static>(body: &str) -> Encode {
    match guestlist_runtime::decode::<T>(body.as_bytes()) {
        Ok(decoded) => Box::new(move || {
            guestlist_runtime::encode(black_box(&decoded)).map_or(0, |text| black_box(text).len())
        }),
        Err(error) => unfit(&error),
    }
}

/// A way through `serde_json` alone.
pub fn way<T: DeserializeOwned + Serialize + 'static>(name: &'static str) -> Way {
    Way { name, decode: decode::<T>, encoder: Some(encoder::<T>) }
}

fn decode<T: DeserializeOwned>(body: &str) {
    match serde_json::from_slice::<T>(body.as_bytes()) {
        Ok(decoded) => drop(black_box(decoded)),
        Err(error) => unfit(&error),
    }
}

fn encoder<T: DeserializeOwned + Serialize + 'static>(body: &str) -> Encode {
    match serde_json::from_str::<T>(body) {
        Ok(decoded) => Box::new(move || {
            serde_json::to_vec(black_box(&decoded)).map_or(0, |text| black_box(text).len())
        }),
        Err(error) => unfit(&error),
    }
}

/// A body that does not decode would make a fine time.
#[expect(clippy::panic, reason = "a benchmark of nothing is worse than none")]
fn unfit(error: &dyn std::error::Error) -> ! {
    panic!("the body does not fit: {error}")
}
