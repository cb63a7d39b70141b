//! Unions without a tag: decided by the form of the value, and where that leaves a doubt, by what
//! surprises least.
//!
//! A value is captured as text once. Its kind and, for objects, its members tell which variants it
//! can be. Where one is left, it is read as that, and an error names its path. Where several are
//! left, each is tried, and the one wins that meets the fewest surprises: members and values that
//! its description does not list, and texts of another format. What fits none is kept as it came.
//!
//! A union in a union is decided once, not once for each variant of those around it: see
//! `verdicts.rs`.

use std::cell::Cell;
use std::cmp::Reverse;

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::captured::Captured;
use super::form::{Form, Kind, members};
use super::verdicts::{self, Undecided, Verdict};
use crate::ground::bounds::{Measured, Whole, give_back, is_spent, taken};
use crate::json::path::{Trail, unplaced};
use crate::value::json::Json;

/// A union whose variants no member tells apart.
pub trait Choice: Sized + 'static {
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
    let raw = Captured::deserialize(value)?.into_raw()?;
    match choose(T::FORMS, raw.get(), &mut T::read).map_err(unplaced)? {
        Chosen::Variant(value) => Ok(value),
        Chosen::Judged => Ok(T::unknown(Json::null())),
        Chosen::Unknown => {
            surprise();
            Ok(T::unknown(raw.into_json()))
        }
    }
}

/// What a value was found to be.
pub(super) enum Chosen<T> {
    /// The variant that fits best.
    Variant(T),

    /// None fits at all.
    Unknown,

    /// It is known what it is, and while a union around is undecided, nobody asks for more.
    Judged,
}

type ReadVariant<'a, T> = &'a mut dyn FnMut(usize, &RawValue) -> Result<T, serde_json::Error>;

/// Decides which variant fits best.
///
/// Each variant that a value can be reads it once, however many undecided unions stand around it:
/// the time is at most that of reading the text as often as there are variants, for each level on
/// which a union stands.
pub(super) fn choose<T: 'static>(
    forms: &[Form],
    value: &RawValue,
    read: ReadVariant<'_, T>,
) -> Result<Chosen<T>, serde_json::Error> {
    let nested = Nested::enter(value)?;
    let kind = Kind::of(value.get());
    // What has nothing in it is decided as fast as it is looked up.
    let is_worth_noting = matches!(kind, Kind::Object | Kind::List) || nested.is_same_text();
    let key = is_worth_noting.then(|| verdicts::key::<T>(value.get())).flatten();
    if let Some(verdict) = key.and_then(verdicts::known) {
        return take_verdict(verdict, value, read);
    }
    let members = if kind == Kind::Object { members(value)? } else { Vec::new() };
    let claims = |form: &Form| form.claims(kind, value.get(), &members);
    let mut fitting: Vec<usize> = (0..forms.len()).filter(|at| claims(&forms[*at])).collect();
    drop(members);
    // A map claims any object, though it gives way to what lists a property of it.
    let is_map = kind == Kind::Object && forms.iter().any(|form| matches!(form, Form::Map(_)));
    let is_claimed = !fitting.is_empty() || is_map;
    let mut error = None;
    if let [only] = fitting[..] {
        let before = SURPRISES.get();
        match read(only, value) {
            Err(first) if !is_spent() => error = Some(first),
            result => return result.map(Chosen::Variant),
        }
        SURPRISES.set(before);
    }
    let others = allowed(forms, value, &fitting)?;
    if let Some(error) = error.take_if(|_| others.is_empty()) {
        return Err(error);
    }
    if error.is_some() {
        fitting.clear();
    }
    let _undecided = Undecided::enter();
    if let Some(key) = key {
        verdicts::note(key, Verdict::Open)?;
    }
    let mut best = None;
    for variants in [fitting, others].into_iter().filter(|variants| !variants.is_empty()) {
        let (found, new) = try_each(forms, value, variants, read)?;
        error = error.or(new);
        best = found;
        if best.is_some() {
            break;
        }
    }
    let verdict = match (&best, error) {
        (Some(best), _) => Verdict::Fits { variant: Some(best.variant), surprises: best.rank.0 },
        (None, Some(error)) if is_claimed => Verdict::InvalidBody(error.to_string().into()),
        _ => Verdict::Fits { variant: None, surprises: 1 },
    };
    if let Some(key) = key {
        verdicts::note(key, verdict.clone())?;
    }
    match best {
        Some(best) if best.is_whole => {
            surprises(best.rank.0);
            Ok(Chosen::Variant(best.value))
        }
        best => {
            drop(best);
            take_verdict(verdict, value, read)
        }
    }
}

/// The variants, but for those that claim the value, which it can be at all: those that lack
/// nothing but a value that is listed, and maps.
fn allowed(
    forms: &[Form],
    value: &RawValue,
    claiming: &[usize],
) -> Result<Vec<usize>, serde_json::Error> {
    let kind = Kind::of(value.get());
    let members = if kind == Kind::Object { members(value)? } else { Vec::new() };
    let allows =
        |at: &usize| forms[*at].allows(kind, value.get(), &members) && !claiming.contains(at);
    Ok((0..forms.len()).filter(allows).collect())
}

/// Gives what a verdict says, without trying.
fn take_verdict<T>(
    verdict: Verdict,
    value: &RawValue,
    read: ReadVariant<'_, T>,
) -> Result<Chosen<T>, serde_json::Error> {
    match verdict {
        Verdict::Open => Err(Error::custom("the union stands in itself")),
        Verdict::InvalidBody(error) => Err(Error::custom(error)),
        Verdict::Fits { surprises: count, .. } if Trial::is_around() => {
            surprises(count);
            PLACEHOLDERS.set(PLACEHOLDERS.get() + 1);
            Ok(Chosen::Judged)
        }
        Verdict::Fits { variant: None, .. } => Ok(Chosen::Unknown),
        Verdict::Fits { variant: Some(variant), surprises: count } => {
            let before = SURPRISES.get();
            let value = read(variant, value).map(Chosen::Variant);
            SURPRISES.set(before);
            surprises(count);
            value
        }
    }
}

/// A variant that was read.
struct Best<T> {
    variant: usize,
    rank: (u32, Reverse<u32>),
    value: T,
    /// Whether all values in it are there: those that were known already are not read again.
    is_whole: bool,
    /// The memory that it takes.
    memory: usize,
}

/// The variant that fits best, and the error of the one that was read furthest, which says most.
type Tried<T> = (Option<Best<T>>, Option<serde_json::Error>);

/// Reads a value as each of several variants.
fn try_each<T>(
    forms: &[Form],
    value: &RawValue,
    variants: Vec<usize>,
    read: ReadVariant<'_, T>,
) -> Result<Tried<T>, serde_json::Error> {
    let (mut best, mut error) = (None::<Best<T>>, None);
    let before = taken();
    for variant in variants {
        let held = before + best.as_ref().map_or(0, |best| best.memory);
        give_back(held);
        let trial = Trial::enter();
        let result = read(variant, value);
        let (met, is_whole) = trial.end();
        let memory = taken().saturating_sub(held);
        let form = &forms[variant];
        let rank = (met.saturating_add(form.oddities(value)), Reverse(form.precision()));
        match result {
            Err(error) if is_spent() => return Err(error),
            Ok(value) => match &best {
                Some(first) if first.rank <= rank => {}
                _ => best = Some(Best { variant, rank, value, is_whole, memory }),
            },
            Err(new) => match &error {
                Some(old) if depth(old) >= depth(&new) => {}
                _ => error = Some(new),
            },
        }
    }
    give_back(before + best.as_ref().map_or(0, |best| best.memory));
    Ok((best, error))
}

/// How many steps the path of an error has.
fn depth(error: &serde_json::Error) -> usize {
    Trail::of(error).segments.len()
}

thread_local! {
    static SURPRISES: Cell<u32> = const { Cell::new(0) };
    static TRIALS: Cell<u32> = const { Cell::new(0) };
    static PLACEHOLDERS: Cell<u32> = const { Cell::new(0) };
    static TEXT: Cell<Text> = const { Cell::new((0, 0, 0)) };
}

/// Notes that something came which the description does not list.
pub(crate) fn surprise() {
    surprises(1);
}

/// Notes that something came which the description excludes, and which is kept all the same: that speaks
/// more against a variant than any number of things that it does not list.
pub(crate) fn mismatch() {
    surprises(1 << 16);
}

/// Whether what is read is a variant of a union that is being tried.
#[inline]
pub(crate) fn is_tried() -> bool {
    Trial::is_around()
}

fn surprises(count: u32) {
    SURPRISES.set(SURPRISES.get().saturating_add(count));
}

/// One variant being tried.
struct Trial {
    surprises: u32,
    placeholders: u32,
}

impl Trial {
    fn enter() -> Self {
        TRIALS.set(TRIALS.get() + 1);
        Self { surprises: SURPRISES.replace(0), placeholders: PLACEHOLDERS.get() }
    }

    /// Whether a variant of a union around is being tried.
    fn is_around() -> bool {
        TRIALS.get() > 0
    }

    /// How often the variant was surprised, and whether all values in it were read.
    fn end(self) -> (u32, bool) {
        (SURPRISES.get(), PLACEHOLDERS.get() == self.placeholders)
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        TRIALS.set(TRIALS.get() - 1);
        SURPRISES.set(self.surprises);
    }
}

/// Where a text is, how long it is, and how many unions in each other it is being read as.
type Text = (usize, usize, u32);

/// A union in others.
struct Nested {
    before: Text,
    _whole: Whole,
    _measured: Measured,
}

impl Nested {
    /// More unions that stand in each other without a value around is a description that never ends.
    const MOST: u32 = 32;

    fn enter(value: &RawValue) -> Result<Self, serde_json::Error> {
        let (start, length) = (value.get().as_ptr() as usize, value.get().len());
        let before = TEXT.get();
        let times = if (before.0, before.1) == (start, length) { before.2 + 1 } else { 1 };
        if times > Self::MOST {
            return Err(Error::custom("the union stands in itself"));
        }
        TEXT.set((start, length, times));
        Ok(Self { before, _whole: Whole::enter(), _measured: Measured::enter() })
    }

    /// Whether the union around is of the same text.
    fn is_same_text(&self) -> bool {
        TEXT.get().2 > 1
    }
}

impl Drop for Nested {
    fn drop(&mut self) {
        TEXT.set(self.before);
    }
}
