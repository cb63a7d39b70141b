//! Unions without a tag: decided by the form of the value, and where that leaves a doubt, by what
//! surprises least.
//!
//! A value is captured as text once. Its kind and, for objects, its members tell which variants it
//! can be. Where one is left, it is read as that, and an error names its path. Where several are
//! left, each is tried, and the one wins that meets the fewest surprises: members and values that
//! its description does not list, and texts of another format. What fits none is kept as it came.

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Reverse;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::form::{Form, Kind};
use super::place::unplaced;
use crate::Json;

/// A union whose variants no member tells apart.
pub trait Choice: Sized {
    /// What each variant looks like, in the document's order.
    const FORMS: &'static [Form];

    /// Reads the variant with this index in [`Choice::FORMS`].
    ///
    /// # Errors
    ///
    /// When the value does not fit it.
    fn read(variant: usize, value: &RawValue) -> Result<Self, serde_json::Error>;

    /// What fits no variant.
    fn unknown(value: Json) -> Self;
}

/// Reads a union without a tag.
///
/// # Errors
///
/// When the value can only be one variant, and does not fit it.
pub fn choice<'de, T: Choice, D: Deserializer<'de>>(value: D) -> Result<T, D::Error> {
    let json = Json::deserialize(value)?;
    match choose(T::FORMS, json.raw(), &mut T::read).map_err(unplaced)? {
        Some(value) => Ok(value),
        None => {
            surprise();
            Ok(T::unknown(json))
        }
    }
}

/// The variant that fits best; none where none fits at all.
pub(super) fn choose<T>(
    forms: &[Form],
    value: &RawValue,
    read: &mut dyn FnMut(usize, &RawValue) -> Result<T, serde_json::Error>,
) -> Result<Option<T>, serde_json::Error> {
    let _level = Level::deeper()?;
    let kind = Kind::of(value.get());
    let members = if kind == Kind::Object { members(value)? } else { Vec::new() };
    let claims = |form: &Form| form.claims(kind, value.get(), &members);
    let mut fitting: Vec<usize> = (0..forms.len()).filter(|at| claims(&forms[*at])).collect();
    if let [only] = fitting[..] {
        return read(only, value).map(Some);
    }
    let is_claimed = !fitting.is_empty();
    if !is_claimed {
        let allows = |form: &Form| form.allows(kind, &members);
        fitting = (0..forms.len()).filter(|at| allows(&forms[*at])).collect();
    }
    let (mut best, mut error) = (None, None);
    for at in fitting {
        let (result, surprises) = surprises(|| read(at, value));
        let rank = (surprises + forms[at].oddities(value), Reverse(forms[at].precision()));
        match result {
            Ok(found) => match &best {
                Some((first, _)) if *first <= rank => {}
                _ => best = Some((rank, found)),
            },
            // The error of the variant that was read furthest says most.
            Err(new) => match &error {
                Some(old) if depth(old) >= depth(&new) => {}
                _ => error = Some(new),
            },
        }
    }
    match (best, error) {
        (Some(((surprises, _), found)), _) => {
            SURPRISES.set(SURPRISES.get() + surprises);
            Ok(Some(found))
        }
        (None, Some(error)) if is_claimed => Err(error),
        _ => Ok(None),
    }
}

/// How many steps the path of an error has.
fn depth(error: &serde_json::Error) -> usize {
    super::Trail::of(error).segments.len()
}

/// The members of an object, undecoded.
pub(super) fn members(
    value: &RawValue,
) -> Result<Vec<(Cow<'_, str>, &RawValue)>, serde_json::Error> {
    struct Members<'a>(PhantomData<&'a ()>);

    impl<'de: 'a, 'a> Visitor<'de> for Members<'a> {
        type Value = Vec<(Cow<'a, str>, &'a RawValue)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(name) = map.next_key::<Cow<'a, str>>()? {
                members.push((name, map.next_value()?));
            }
            Ok(members)
        }
    }

    value.deserialize_map(Members(PhantomData))
}

thread_local! {
    static SURPRISES: Cell<u32> = const { Cell::new(0) };
    static LEVEL: Cell<u32> = const { Cell::new(0) };
}

/// Notes that something came which the description does not list.
pub(crate) fn surprise() {
    SURPRISES.set(SURPRISES.get() + 1);
}

/// What reading gives, and how often it was surprised.
fn surprises<T>(read: impl FnOnce() -> T) -> (T, u32) {
    let before = SURPRISES.replace(0);
    let value = read();
    (value, SURPRISES.replace(before))
}

/// One captured part inside of another. `serde_json` bounds how deep a text may go; each captured
/// part is a text of its own, so they are counted here.
pub(super) struct Level;

impl Level {
    /// About as deep as `serde_json` goes in one text.
    const DEEPEST: u32 = 100;

    pub(super) fn deeper<E: Error>() -> Result<Self, E> {
        if LEVEL.get() >= Self::DEEPEST {
            return Err(E::custom("the value stands too deep in others"));
        }
        LEVEL.set(LEVEL.get() + 1);
        Ok(Self)
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        LEVEL.set(LEVEL.get().saturating_sub(1));
    }
}
