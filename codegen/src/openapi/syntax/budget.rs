//! The limits on the memory for the values of a file.
//!
//! Values are counted while they are read, each as its text and a constant, so that a small file can expand
//! neither to a large tree nor to many copies. The count is that of the complete tree; during reading, a
//! value is in memory at most twice.

use serde_json::Value;

use crate::openapi::syntax::fault::Fault;

/// The count of a value besides its text, in bytes: about the size of an object entry.
pub(crate) const PER_VALUE: usize = 128;

/// The length up to which a pointer does not count. Later stages keep the pointer of each object, so a long
/// name would otherwise be in memory once for each object below it.
const FREE_POINTER: usize = 256;

/// The number of copies of a pointer that later stages keep.
const COPIES: usize = 4;

fn excess(pointer: usize) -> usize {
    COPIES.saturating_mul(pointer.saturating_sub(FREE_POINTER))
}

/// The greatest count of the values of a file: a multiple of its length, or a number of bytes, whichever is
/// more. A value of three characters, such as those of `{"a":{},…}`, counts about 20 times its text; usual
/// documents count 3 to 15 times theirs.
const MOST: (usize, usize) = (32, 64 << 20);

/// The greatest count of the values that the aliases of a file stand for, in the same units.
const MOST_BY_ALIAS: (usize, usize) = (16, 8 << 20);

/// The greatest count of the values that references add to a document: a multiple of the count of the
/// document, or a number of bytes, whichever is more.
pub(crate) const MOST_COPIED: (usize, usize) = (16, 16 << 20);

/// The count of a value with all values in it, without their pointers.
pub(crate) fn weight(value: &Value) -> usize {
    let inner = match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(weight).sum(),
        Value::Object(properties) => {
            properties.iter().map(|(name, value)| name.len() + weight(value)).sum()
        }
        _ => 0,
    };
    PER_VALUE + inner
}

/// The count of a file so far.
pub(crate) struct Budget {
    length: usize,
    counted: usize,
    by_alias: usize,
}

impl Budget {
    /// The budget of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self { length: text.len(), counted: 0, by_alias: 0 }
    }

    /// The count so far, including the values of aliases.
    pub(crate) fn counted(&self) -> usize {
        self.counted
    }

    /// Counts a value without its inner values, with the lengths of its text and its pointer.
    pub(crate) fn count(
        &mut self,
        text: usize,
        pointer: usize,
        here: (usize, usize),
    ) -> Result<(), Fault> {
        let price = text + PER_VALUE + excess(pointer);
        self.counted = self.counted.saturating_add(price);
        self.within(self.counted - self.by_alias, MOST, here, TOO_MANY)
    }

    /// Counts the name of a property, whose value is counted separately.
    pub(crate) fn count_name(&mut self, text: usize) {
        self.counted = self.counted.saturating_add(text);
    }

    /// Counts the value of an alias, with the length of the alias's pointer.
    pub(crate) fn count_alias(
        &mut self,
        weight: usize,
        pointer: usize,
        here: (usize, usize),
    ) -> Result<(), Fault> {
        let values = weight / PER_VALUE;
        let weight = weight.saturating_add(values.saturating_mul(excess(pointer)));
        self.counted = self.counted.saturating_add(weight);
        self.by_alias = self.by_alias.saturating_add(weight);
        self.within(self.by_alias, MOST_BY_ALIAS, here, TOO_OFTEN)
    }

    fn within(
        &self,
        counted: usize,
        (times, least): (usize, usize),
        here: (usize, usize),
        (what, help): (&str, &'static str),
    ) -> Result<(), Fault> {
        let most = least.max(times.saturating_mul(self.length));
        if counted <= most {
            return Ok(());
        }
        let message = format!(
            "{what} more than {most} bytes up to here, which is the most for a file of {} bytes",
            self.length
        );
        Err(Fault::new(here, message, help))
    }
}

const TOO_MANY: (&str, &str) = (
    "the values of this file take",
    "shorten long names, and arrays of very many tiny values, or put these into files of their own",
);

const TOO_OFTEN: (&str, &str) = (
    "aliases stand for",
    "give the value a name under `components` and refer to it with `$ref` instead",
);
