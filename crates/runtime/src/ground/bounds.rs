//! Limits on the depth of a value and on the memory of its models.
//!
//! The reader counts both while it decodes a value, and starts again for each. Memory is counted where a few
//! bytes of JSON become many bytes of a model: arrays, boxes, and undocumented properties.

use std::fmt;

/// The greatest depth of nested arrays and objects, the same as in `serde_json`.
pub(crate) const DEEPEST: usize = 127;

/// The stack that reading may take: 1.25 MiB of a thread's 2 MiB. Small models take a fraction of it for the
/// greatest depth; a model of a hundred properties may take more in a debug build.
const STACK: usize = 5 << 18;

/// The memory that models may take, for each byte that a body may have.
const MEMORY_PER_BYTE: usize = 16;

/// The memory that models may always take, however small the limit of the body is.
const LEAST_MEMORY: usize = 16 << 20;

/// The default limit of a body in bytes.
pub(crate) const BODY_LIMIT: usize = 64 << 20;

/// The memory that the allocator takes for a short string.
pub(crate) const SHORT_TEXT: usize = 32;

/// The counters for one decoded value.
#[derive(Debug)]
pub(crate) struct Bounds {
    /// The depth: the number of enclosing arrays and objects.
    depth: usize,
    /// The lowest address that the stack may reach; it grows downwards on all platforms that the clients run
    /// on.
    stack_end: usize,
    /// The bytes taken, and the limit.
    taken: usize,
    allowed: usize,
    /// Whether the limit of memory or stack was exceeded.
    is_spent: bool,
}

/// The limit that a value exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// More levels than [`DEEPEST`].
    Depth,
    /// This many levels take more stack than allowed.
    Stack(usize),
    /// More memory than this many bytes.
    Memory(usize),
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Depth => write!(f, "the value is nested deeper than {DEEPEST} levels"),
            Self::Stack(depth) => write!(
                f,
                "the value is nested too deep for its models: {depth} levels take more than {} KiB \
                 of stack",
                STACK >> 10
            ),
            Self::Memory(allowed) => write!(
                f,
                "the value takes more than {allowed} bytes of memory, {MEMORY_PER_BYTE} for each \
                 byte that a body may have"
            ),
        }
    }
}

impl Bounds {
    /// Limits for a body of at most this many bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            depth: 0,
            stack_end: here().saturating_sub(STACK),
            taken: 0,
            allowed: limit.saturating_mul(MEMORY_PER_BYTE).max(LEAST_MEMORY),
            is_spent: false,
        }
    }

    /// The depth: the number of enclosing arrays and objects.
    #[inline]
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Enters an array or object.
    ///
    /// # Errors
    ///
    /// When it is nested too deep, or takes more stack than allowed.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<(), Limit> {
        if self.depth >= DEEPEST {
            return Err(Limit::Depth);
        }
        if here() < self.stack_end {
            self.is_spent = true;
            return Err(Limit::Stack(self.depth));
        }
        self.depth += 1;
        Ok(())
    }

    /// Leaves an array or object.
    #[inline]
    pub(crate) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Returns to an earlier depth.
    pub(crate) fn return_to(&mut self, depth: usize) {
        self.depth = depth;
    }

    /// Counts bytes that a model takes.
    ///
    /// # Errors
    ///
    /// When they exceed the limit.
    #[inline]
    pub(crate) fn take(&mut self, bytes: usize) -> Result<(), Limit> {
        self.take_beside(bytes, 0)
    }

    /// Counts bytes, while other bytes are taken that are not counted.
    ///
    /// # Errors
    ///
    /// When they exceed the limit.
    #[inline]
    pub(crate) fn take_beside(&mut self, bytes: usize, others: usize) -> Result<(), Limit> {
        self.taken = self.taken.saturating_add(bytes);
        if self.taken.saturating_add(others) <= self.allowed {
            return Ok(());
        }
        self.is_spent = true;
        Err(Limit::Memory(self.allowed))
    }

    /// The bytes counted so far.
    pub(crate) fn taken(&self) -> usize {
        self.taken
    }

    /// Resets the count to an earlier value, because what was allocated since has been freed.
    pub(crate) fn give_back(&mut self, taken: usize) {
        self.taken = taken;
    }

    /// Whether the limit of memory or stack was exceeded, so that trying another variant cannot help.
    pub(crate) fn is_spent(&self) -> bool {
        self.is_spent
    }
}

/// The approximate end of the stack now.
#[inline]
fn here() -> usize {
    let here = 0_u8;
    std::ptr::from_ref(&here).addr()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_level_is_the_last() {
        let mut bounds = Bounds::new(0);
        for depth in 0..DEEPEST {
            assert_eq!(bounds.depth(), depth);
            bounds.enter().unwrap();
        }
        assert_eq!(bounds.enter(), Err(Limit::Depth));
        bounds.leave();
        assert_eq!(bounds.enter(), Ok(()));
        bounds.return_to(0);
        assert!(bounds.depth() == 0 && !bounds.is_spent());
    }

    /// Recurses until the limit, with 16 KiB of stack or more for each level.
    fn go_in(bounds: &mut Bounds) -> Limit {
        let frame = std::hint::black_box([0_u8; 16 << 10]);
        let limit = bounds.enter().map_or_else(|limit| limit, |()| go_in(bounds));
        std::hint::black_box(&frame);
        limit
    }

    #[test]
    fn the_stack_is_spent_before_it_ends() {
        let mut bounds = Bounds::new(0);
        let limit = go_in(&mut bounds);
        assert!(matches!(limit, Limit::Stack(10..=80)), "{limit}");
        assert!(bounds.is_spent());
    }

    #[test]
    fn memory_is_taken_given_back_and_spent() {
        let mut bounds = Bounds::new(2 << 20);
        bounds.take(32 << 20).unwrap();
        bounds.give_back(1);
        assert!(bounds.taken() == 1 && !bounds.is_spent());
        assert_eq!(bounds.take(32 << 20), Err(Limit::Memory(32 << 20)));
        assert!(bounds.is_spent());
        assert_eq!(Bounds::new(1).take(16 << 20), Ok(()));
        assert!(Bounds::new(usize::MAX).take(usize::MAX).is_ok());
    }
}
