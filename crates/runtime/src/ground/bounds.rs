//! How deep a value may be nested, and how much memory its models may take.
//!
//! Both are counted for each thread while a value is decoded, and begin anew with each outermost
//! value. Depth is counted where models are read and looked for in JSON that is kept as text, so
//! that no function that goes through either can run out of stack. Memory is counted where few bytes
//! of JSON become many of a model: lists, boxes, and properties that nobody described.

use std::cell::Cell;

use serde::de::Error;

/// How many arrays and objects may stand in each other: as many as `serde_json` reads.
pub(crate) const DEEPEST: usize = 127;

/// The stack that reading may take: 1.25 MiB, where a thread has 2 MiB. Small models take a fraction
/// of it for as many levels as may be; one of a hundred properties may take more in a debug build.
const STACK: usize = 5 << 18;

/// The memory that models may take, for each byte that a body may have.
const MEMORY_PER_BYTE: usize = 16;

/// The memory that models may take however small a body must be.
const LEAST_MEMORY: usize = 16 << 20;

/// The bytes that a body may have where nobody set another limit.
pub(crate) const BODY_LIMIT: usize = 64 << 20;

/// What the allocator takes for a short text.
pub(crate) const SHORT_TEXT: usize = 32;

struct State {
    /// The arrays and objects around, in units of [`LEVEL`], and what else is being decoded.
    level: Cell<u32>,
    /// How far down the stack may go: it grows downwards on all platforms that the clients run on.
    stack_end: Cell<usize>,
    /// Whether what is read is part of a text whose depth is known.
    is_measured: Cell<bool>,
    /// The bytes taken, and the bytes that may be.
    taken: Cell<usize>,
    allowed: Cell<usize>,
    /// Whether more memory or stack was asked for than may be taken.
    is_spent: Cell<bool>,
}

/// An array or object.
const LEVEL: u32 = 1 << 16;

thread_local! {
    static STATE: State = const { State {
        level: Cell::new(0),
        stack_end: Cell::new(0),
        is_measured: Cell::new(false),
        taken: Cell::new(0),
        allowed: Cell::new(BODY_LIMIT * MEMORY_PER_BYTE),
        is_spent: Cell::new(false),
    } };
}

impl State {
    fn depth(&self) -> usize {
        (self.level.get() / LEVEL) as usize
    }

    /// Counts anew, for another outermost value.
    fn begin(&self) {
        let here = 0_u8;
        self.stack_end.set(std::ptr::from_ref(&here).addr().saturating_sub(STACK));
        self.taken.set(0);
        self.is_spent.set(false);
    }
}

/// An array or object that is being read.
pub(crate) struct Inside(());

impl Inside {
    /// Goes into an array, or an object whose model has a size in bytes.
    ///
    /// # Errors
    ///
    /// When it stands too deep, or takes more memory or stack than may be taken.
    #[inline]
    pub(crate) fn enter<E: Error>(size: usize) -> Result<Self, E> {
        STATE.with(|state| {
            let (here, level) = (0_u8, state.level.get());
            let here = std::ptr::from_ref(&here).addr();
            // Neither the outermost nor too deep, in one comparison: most are between.
            let is_between = level.wrapping_sub(LEVEL) < (DEEPEST as u32 - 1) * LEVEL;
            if !is_between || here < state.stack_end.get() {
                enter_seldom(level, size)?;
            }
            state.level.set(level + LEVEL);
            Ok(Self(()))
        })
    }
}

/// Goes into the outermost array or object, or into one that is too deep.
#[cold]
fn enter_seldom<E: Error>(level: u32, size: usize) -> Result<(), E> {
    if level == 0 {
        STATE.with(State::begin);
    }
    match (level / LEVEL) as usize {
        // Others count what stands in them. A list takes up to twice of what it holds.
        0 => take(2 * size),
        DEEPEST.. => Err(too_deep()),
        depth => Err(too_much_stack(depth)),
    }
}

impl Drop for Inside {
    #[inline]
    fn drop(&mut self) {
        STATE.with(|state| state.level.set(state.level.get() - LEVEL));
    }
}

/// A value that is being decoded. It is not a level by itself: what stands in it is.
pub(crate) struct Whole(());

impl Whole {
    pub(crate) fn enter() -> Self {
        STATE.with(|state| {
            if state.level.get() == 0 {
                state.begin();
            }
            state.level.set(state.level.get() + 1);
        });
        Self(())
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        STATE.with(|state| state.level.set(state.level.get() - 1));
    }
}

/// An object around that is read once more, from its text: it is counted once.
pub(crate) struct Again(());

impl Again {
    pub(crate) fn enter() -> Self {
        STATE.with(|state| state.level.set(state.level.get() - LEVEL + 1));
        Self(())
    }
}

impl Drop for Again {
    fn drop(&mut self) {
        STATE.with(|state| state.level.set(state.level.get() + LEVEL - 1));
    }
}

/// A part of a text whose depth is known.
pub(crate) struct Measured(bool);

impl Measured {
    pub(crate) fn enter() -> Self {
        Self(STATE.with(|state| state.is_measured.replace(true)))
    }
}

impl Drop for Measured {
    fn drop(&mut self) {
        STATE.with(|state| state.is_measured.set(self.0));
    }
}

/// Refuses a JSON text that is nested too deep where it stands.
///
/// # Errors
///
/// When it is.
#[inline]
pub(crate) fn measure<E: Error>(json: &str) -> Result<(), E> {
    if !matches!(json.as_bytes().first(), Some(b'{' | b'[')) {
        return Ok(());
    }
    let (depth, is_measured) = STATE.with(|state| (state.depth(), state.is_measured.get()));
    let most = DEEPEST.saturating_sub(depth);
    // Each level takes two characters at least.
    match is_measured || json.len() <= 2 * most || is_nested_within(json, most) {
        true => Ok(()),
        false => Err(too_deep()),
    }
}

/// Whether no more arrays and objects of a JSON text stand in each other than this.
pub(crate) fn is_nested_within(json: &str, most: usize) -> bool {
    let (mut depth, mut bytes) = (0, json.bytes());
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' if depth == most => return false,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => skip_text(&mut bytes),
            _ => {}
        }
    }
    true
}

/// Goes to the end of a text whose quote was read.
fn skip_text(bytes: &mut std::str::Bytes<'_>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
}

/// What is said of a value that is nested deeper than [`DEEPEST`] levels.
pub(crate) const TOO_DEEP: &str = "the value is nested deeper than 127 levels";

#[cold]
fn too_much_stack<E: Error>(depth: usize) -> E {
    STATE.with(|state| state.is_spent.set(true));
    let stack = STACK >> 10;
    E::custom(format_args!(
        "the value is nested too deep for its models: {depth} levels take more than {stack} KiB of stack"
    ))
}

#[cold]
pub(crate) fn too_deep<E: Error>() -> E {
    E::custom(TOO_DEEP)
}

/// The bytes that models may take, until this is dropped.
pub(crate) struct Memory(usize);

impl Memory {
    /// Of a body that may have so many bytes.
    pub(crate) fn of_body(limit: usize) -> Self {
        let allowed = limit.saturating_mul(MEMORY_PER_BYTE).max(LEAST_MEMORY);
        Self(STATE.with(|state| state.allowed.replace(allowed)))
    }

    /// The same as before, and no less than a body of so many bytes may take.
    pub(crate) fn at_least(bytes: usize) -> Self {
        let allowed = bytes.saturating_mul(MEMORY_PER_BYTE);
        Self(STATE.with(|state| state.allowed.replace(state.allowed.get().max(allowed))))
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        STATE.with(|state| state.allowed.set(self.0));
    }
}

/// Counts bytes that a model takes.
///
/// # Errors
///
/// When they are more than may be taken.
#[inline]
pub(crate) fn take<E: Error>(bytes: usize) -> Result<(), E> {
    take_beside(bytes, 0)
}

/// The same, where other bytes are taken that are not counted.
///
/// # Errors
///
/// When they are more than may be taken.
pub(crate) fn take_beside<E: Error>(bytes: usize, others: usize) -> Result<(), E> {
    STATE.with(|state| {
        let taken = state.taken.get().saturating_add(bytes);
        state.taken.set(taken);
        match taken.saturating_add(others) <= state.allowed.get() {
            true => Ok(()),
            false => {
                state.is_spent.set(true);
                Err(spent(state.allowed.get()))
            }
        }
    })
}

#[cold]
fn spent<E: Error>(allowed: usize) -> E {
    E::custom(format_args!(
        "the value takes more than {allowed} bytes of memory, {MEMORY_PER_BYTE} for each byte \
         that a body may have"
    ))
}

/// Counts what a list takes when it grows by one item.
///
/// # Errors
///
/// When that is more than may be taken.
#[cold]
pub(crate) fn grow<E: Error>(capacity: usize, item: usize) -> Result<(), E> {
    take(capacity.max(4).saturating_mul(item))
}

/// The bytes that are counted as taken.
pub(crate) fn taken() -> usize {
    STATE.with(|state| state.taken.get())
}

/// Counts anew from there, because what was made since is gone.
pub(crate) fn give_back(taken: usize) {
    STATE.with(|state| state.taken.set(taken));
}

/// Whether more memory or stack was asked for than may be taken, which no other reading mends.
pub(crate) fn is_spent() -> bool {
    STATE.with(|state| state.is_spent.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Plain = serde::de::value::Error;

    fn level() -> u32 {
        STATE.with(|state| state.level.get())
    }

    #[test]
    fn what_was_entered_is_left() {
        {
            let _whole = Whole::enter();
            let _outer = Inside::enter::<Plain>(0).unwrap();
            let _inner = Inside::enter::<Plain>(0).unwrap();
            assert_eq!(STATE.with(State::depth), 2);
            {
                let _again = Again::enter();
                assert_eq!(STATE.with(State::depth), 1);
                let _inner = Inside::enter::<Plain>(0).unwrap();
                assert_eq!(STATE.with(State::depth), 2);
            }
            assert_eq!(level(), 2 * LEVEL + 1);
        }
        assert_eq!(level(), 0);
    }

    #[test]
    fn the_deepest_level_is_the_last() {
        let entered: Vec<_> = (0..DEEPEST).map(|_| Inside::enter::<Plain>(0).unwrap()).collect();
        assert_eq!(Inside::enter::<Plain>(0).map(drop).unwrap_err().to_string(), TOO_DEEP);
        drop(entered);
        assert_eq!(level(), 0);
    }

    #[test]
    fn brackets_in_a_string_are_no_levels() {
        for (json, depth) in [
            ("1", 0),
            ("[]", 1),
            (r#"["[[[{{{"]"#, 1),
            (r#"["\"[[[", "\\", [1]]"#, 2),
            (r#"{"a[[[":{"b":"]"}, "c":[]}"#, 2),
            ("[[],[],{}]", 2),
        ] {
            assert!(is_nested_within(json, depth), "{json}");
            assert!(depth == 0 || !is_nested_within(json, depth - 1), "{json}");
        }
    }

    #[test]
    fn kept_json_is_measured_from_where_it_stands() {
        let kept = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        let _outer: Vec<_> = (0..100).map(|_| Inside::enter::<Plain>(0).unwrap()).collect();
        assert!(measure::<Plain>(&kept(27)).is_ok());
        assert!(measure::<Plain>(&kept(28)).is_err());
        let _measured = Measured::enter();
        assert!(measure::<Plain>(&kept(28)).is_ok());
    }
}
