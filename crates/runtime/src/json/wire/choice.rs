//! Untagged unions, decided by the shape of the value and, if that is ambiguous, by the fewest mismatches.
//!
//! The end of a value is looked for once. Its type and, for objects, its properties tell which variants are
//! possible. If one is left, the value is read as that variant, and an error names its path. If several are
//! left, each is tried from the start of the value, and the one with the fewest mismatches wins: properties
//! and values that its description does not list, and strings of another format. A value that fits none is
//! kept unchanged.
//!
//! A nested union is decided once, not once for each variant around it: see `reader/trials.rs`.

use std::any::TypeId;
use std::borrow::Cow;
use std::cmp::Reverse;

use super::object::kept;
use super::shape::{JsonType, Shape};
use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;
use crate::json::reader::trials::{Key, Verdict};
use crate::value::json::Json;

/// A union whose variants are not distinguished by a property.
pub trait Choice: Sized + 'static {
    /// The shape of each variant, in the document's order.
    const SHAPES: &'static [Shape];

    /// Reads the variant with this index in [`Choice::SHAPES`].
    ///
    /// # Errors
    ///
    /// When the value does not fit it.
    fn decode(variant: usize, reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

    /// A value that fits no variant.
    fn unknown(value: Json) -> Self;
}

/// Reads an untagged union.
///
/// # Errors
///
/// When only one variant is possible, and the value does not fit it.
pub fn choice<T: Choice>(reader: &mut Reader<'_>) -> Result<T, DecodeError> {
    reader.peek();
    let mark = reader.mark();
    match choose(T::SHAPES, reader, T::decode)? {
        Chosen::Variant(value) => Ok(value),
        Chosen::Judged => Ok(T::unknown(Json::null())),
        Chosen::Unknown => {
            reader.unlisted();
            reader.rewind(mark);
            kept(reader).map(T::unknown)
        }
    }
}

/// The decision on a value.
pub(super) enum Chosen<T> {
    /// The variant that fits best.
    Variant(T),

    /// No variant fits.
    Unknown,

    /// The verdict is known, and the value is not needed while an outer union is undecided.
    Judged,
}

/// Reads the variant with an index.
pub type ReadVariant<T> = fn(usize, &mut Reader<'_>) -> Result<T, DecodeError>;

/// More unions than this at one place mean a description that never ends.
const MOST_HERE: u32 = 32;

/// Decides which variant fits best, and reads the value as that variant.
///
/// Each possible variant reads the value once, however many undecided unions are around it, and the ends of
/// the values in it are known. So the time is at most that of reading the text once for each variant, and
/// once more.
pub(super) fn choose<T: 'static>(
    shapes: &[Shape],
    reader: &mut Reader<'_>,
    read: ReadVariant<T>,
) -> Result<Chosen<T>, DecodeError> {
    let value = Value::of(reader)?;
    let before = reader.trials.here;
    let times = if before.0 == value.start { before.1 + 1 } else { 1 };
    if times > MOST_HERE {
        return Err(stands_in_itself(value.start));
    }
    reader.trials.here = (value.start, times);
    let chosen = decide(shapes, reader, read, &value, times > 1);
    reader.trials.here = before;
    if value.is_outermost {
        reader.trials.ends = None;
    }
    reader.go_to(value.end);
    chosen
}

fn stands_in_itself(at: usize) -> DecodeError {
    DecodeError::misfit(at, "the union stands in itself".to_owned())
}

/// The value of the union.
struct Value<'a> {
    start: usize,
    end: usize,
    json: &'a str,
    ty: JsonType,
    /// Its properties, if it is an object.
    members: Vec<(Cow<'a, str>, &'a str)>,
    /// Whether no outer union has noted the ends of the values in it.
    is_outermost: bool,
}

impl<'a> Value<'a> {
    fn of(reader: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let is_outermost = reader.note_ends()?;
        let mark = reader.mark();
        let (start, json) = reader.whole_value()?;
        let (end, ty) = (start + json.len(), JsonType::of(json));
        let members = if ty == JsonType::Object { reader.members()? } else { Vec::new() };
        reader.rewind(mark);
        Ok(Self { start, end, json, ty, members, is_outermost })
    }
}

fn decide<T: 'static>(
    shapes: &[Shape],
    reader: &mut Reader<'_>,
    read: ReadVariant<T>,
    value: &Value<'_>,
    is_same_text: bool,
) -> Result<Chosen<T>, DecodeError> {
    let mark = reader.mark();
    // A value without parts is decided as fast as it is looked up.
    let has_parts = matches!(value.ty, JsonType::Object | JsonType::Array);
    let is_worth_noting = reader.trials.undecided > 0 && (has_parts || is_same_text);
    let key = is_worth_noting.then(|| (value.start, TypeId::of::<T>()));
    if let Some(verdict) = key.and_then(|key| reader.trials.known(key)) {
        return take_verdict(verdict, reader, value.start, read);
    }
    let claims = |at: &usize| shapes[*at].claims(value.ty, value.json, &value.members);
    let mut fitting: Vec<usize> = (0..shapes.len()).filter(claims).collect();
    // A map claims any object, but gives way to a variant that lists one of its properties.
    let is_map =
        value.ty == JsonType::Object && shapes.iter().any(|shape| matches!(shape, Shape::Map(_)));
    let is_claimed = !fitting.is_empty() || is_map;
    let mut error = None;
    if let [only] = fitting[..] {
        let before = reader.trials.mismatches;
        match read(only, reader) {
            Err(first) if !reader.bounds.is_spent() => error = Some(first),
            result => return result.map(Chosen::Variant),
        }
        reader.trials.mismatches = before;
        reader.rewind(mark);
    }
    // Variants that fail only on a listed value, and maps.
    let allows = |at: &usize| {
        shapes[*at].allows(value.ty, value.json, &value.members) && !fitting.contains(at)
    };
    let others: Vec<usize> = (0..shapes.len()).filter(allows).collect();
    if let Some(error) = error.take_if(|_| others.is_empty()) {
        return Err(error);
    }
    if error.is_some() {
        fitting.clear();
    }
    reader.trials.undecided += 1;
    let tried = try_all(shapes, reader, read, value, [fitting, others], key);
    let chosen = match tried {
        Ok((best, new)) => {
            let error = error.or(new).filter(|_| is_claimed);
            settle(reader, read, value, best, error, key)
        }
        Err(error) => Err(error),
    };
    reader.trials.decided();
    chosen
}

/// Tries the variants that claim a value, then the other possible ones.
fn try_all<T: 'static>(
    shapes: &[Shape],
    reader: &mut Reader<'_>,
    read: ReadVariant<T>,
    value: &Value<'_>,
    variants: [Vec<usize>; 2],
    key: Option<Key>,
) -> Result<Tried<T>, DecodeError> {
    if let Some(key) = key {
        reader.note(key, Verdict::Open)?;
    }
    let mut error = None;
    for variants in variants.into_iter().filter(|variants| !variants.is_empty()) {
        let (best, new) = try_each(shapes, reader, read, value, variants)?;
        error = error.or(new);
        if best.is_some() {
            return Ok((best, error));
        }
    }
    Ok((None, error))
}

/// Notes the verdict on a value, and returns the value.
fn settle<T: 'static>(
    reader: &mut Reader<'_>,
    read: ReadVariant<T>,
    value: &Value<'_>,
    best: Option<Best<T>>,
    error: Option<DecodeError>,
    key: Option<Key>,
) -> Result<Chosen<T>, DecodeError> {
    let verdict = match (&best, error) {
        (Some(best), _) => Verdict::Fits { variant: Some(best.variant), mismatches: best.rank.0 },
        (None, Some(error)) => Verdict::InvalidBody(error),
        (None, None) => Verdict::Fits { variant: None, mismatches: 1 },
    };
    if let Some(key) = key {
        reader.note(key, verdict.clone())?;
    }
    match best {
        Some(best) if best.is_whole => {
            reader.trials.count(best.rank.0);
            Ok(Chosen::Variant(best.value))
        }
        best => {
            drop(best);
            take_verdict(verdict, reader, value.start, read)
        }
    }
}

/// Reads the value according to a verdict, without trying.
fn take_verdict<T>(
    verdict: Verdict,
    reader: &mut Reader<'_>,
    start: usize,
    read: ReadVariant<T>,
) -> Result<Chosen<T>, DecodeError> {
    match verdict {
        Verdict::Open => Err(stands_in_itself(start)),
        Verdict::InvalidBody(error) => Err(error),
        Verdict::Fits { mismatches, .. } if reader.is_tried() => {
            reader.trials.count(mismatches);
            reader.trials.placeholders += 1;
            Ok(Chosen::Judged)
        }
        Verdict::Fits { variant: None, .. } => Ok(Chosen::Unknown),
        Verdict::Fits { variant: Some(variant), mismatches } => {
            let before = reader.trials.mismatches;
            reader.go_to(start);
            let value = read(variant, reader).map(Chosen::Variant);
            reader.trials.mismatches = before;
            reader.trials.count(mismatches);
            value
        }
    }
}

/// A variant that was read.
struct Best<T> {
    variant: usize,
    rank: (u32, Reverse<u32>),
    value: T,
    /// Whether it is complete: values with a known verdict are not read again.
    is_whole: bool,
    /// Its memory.
    memory: usize,
}

/// The variant that fits best, and the error of the variant that was read furthest, which says most.
type Tried<T> = (Option<Best<T>>, Option<DecodeError>);

/// Reads a value as each of several variants.
fn try_each<T>(
    shapes: &[Shape],
    reader: &mut Reader<'_>,
    read: ReadVariant<T>,
    value: &Value<'_>,
    variants: Vec<usize>,
) -> Result<Tried<T>, DecodeError> {
    let (mut best, mut error) = (None::<Best<T>>, None::<DecodeError>);
    let (mark, before) = (reader.mark(), reader.bounds.taken());
    for variant in variants {
        let held = before + best.as_ref().map_or(0, |best| best.memory);
        reader.bounds.give_back(held);
        reader.rewind(mark);
        let (mismatches, placeholders) = (reader.trials.mismatches, reader.trials.placeholders);
        reader.trials.mismatches = 0;
        reader.trials.around += 1;
        let result = read(variant, reader);
        reader.trials.around -= 1;
        let met = std::mem::replace(&mut reader.trials.mismatches, mismatches);
        let is_whole = reader.trials.placeholders == placeholders;
        let memory = reader.bounds.taken().saturating_sub(held);
        match result {
            Err(error) if reader.bounds.is_spent() => return Err(error),
            Ok(read) => {
                let shape = &shapes[variant];
                let oddities = shape.oddities(value.json, &value.members);
                let rank = (met.saturating_add(oddities), Reverse(shape.precision()));
                match &best {
                    Some(first) if first.rank <= rank => {}
                    _ => best = Some(Best { variant, rank, value: read, is_whole, memory }),
                }
            }
            Err(new) => match &error {
                Some(old) if old.depth() >= new.depth() => {}
                _ => error = Some(new),
            },
        }
    }
    reader.bounds.give_back(before + best.as_ref().map_or(0, |best| best.memory));
    reader.rewind(mark);
    Ok((best, error))
}
