//! How much memory the values of a file may take.
//!
//! Values are counted while they are read, each with its text and a price of its own, so that a small
//! file can stand neither for a large tree nor for many copies. What is counted is the tree as it is
//! in the end; while it is read it is there at most twice.

use serde_json::Value;

use crate::openapi::syntax::fault::Fault;

/// What a value counts besides its text, in bytes: about what an entry of an object takes.
pub(crate) const PER_VALUE: usize = 128;

/// How long a pointer may be before its length counts. Later stages keep the pointer of each object,
/// so that one long name would else be there as often as there are objects below it.
const FREE_POINTER: usize = 256;

/// How often a pointer is kept.
const COPIES: usize = 4;

fn excess(pointer: usize) -> usize {
    COPIES.saturating_mul(pointer.saturating_sub(FREE_POINTER))
}

/// What the values of a file may count in all: so many times its length, or so many bytes, whichever
/// is more. A value of three characters, such as those of `{"a":{},…}`, counts about 20 times
/// its text; usual documents count 3 to 15 times theirs.
const MOST: (usize, usize) = (32, 64 << 20);

/// What the aliases of a file may stand for in all, in the same measure.
const MOST_BY_ALIAS: (usize, usize) = (16, 8 << 20);

/// What may be put into a document in all where it is only referred to: so many times what the document
/// counts, or so many bytes, whichever is more.
pub(crate) const MOST_COPIED: (usize, usize) = (16, 16 << 20);

/// What a value counts with all its parts, their pointers aside.
pub(crate) fn weight(value: &Value) -> usize {
    let inner = match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(weight).sum(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| name.len() + weight(value)).sum()
        }
        _ => 0,
    };
    PER_VALUE + inner
}

/// What has been counted of a file.
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

    /// What has been counted so far, with what aliases stand for.
    pub(crate) fn counted(&self) -> usize {
        self.counted
    }

    /// Counts a value of so many bytes of text, its parts aside, whose pointer is so long.
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

    /// Counts the name of a property, which has no price besides that of its value.
    pub(crate) fn count_name(&mut self, text: usize) {
        self.counted = self.counted.saturating_add(text);
    }

    /// Counts what an alias stands for, at a pointer that is so long.
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
