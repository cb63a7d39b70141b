//! Skipping values that are kept as text, or read later.

use crate::ground::bounds::DEEPEST;
use crate::json::error::DecodeError;
use crate::json::reader::cursor::Reader;
use crate::json::reader::trials::{END, Ends};

/// The open brackets, each with a flag whether it belongs to an object.
struct Open {
    count: usize,
    objects: u128,
}

impl Open {
    fn push(&mut self, is_object: bool) {
        self.count += 1;
        self.objects = self.objects << 1 | u128::from(is_object);
    }

    fn pop(&mut self) {
        self.count -= 1;
        self.objects >>= 1;
    }

    fn is_in_object(&self) -> bool {
        self.objects & 1 == 1
    }
}

impl<'a> Reader<'a> {
    /// The text of the next value, whose depth is checked.
    pub(crate) fn raw(&mut self) -> Result<&'a str, DecodeError> {
        self.peek();
        let start = self.at();
        self.skip()?;
        Ok(self.slice(start, self.at()))
    }

    /// Skips the next value.
    pub(crate) fn skip(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            Some(b'{' | b'[') => {
                let start = self.at();
                match self.trials.ends.as_ref().and_then(|ends| ends.of(start)) {
                    Some(end) => self.go_to(end),
                    None => self.skip_nested(None)?,
                }
                Ok(())
            }
            _ => self.skip_flat(),
        }
    }

    /// Notes the ends of the arrays and objects in the next value. Returns `false` if they were noted before.
    pub(crate) fn note_ends(&mut self) -> Result<bool, DecodeError> {
        if self.trials.ends.is_some() || !matches!(self.peek(), Some(b'{' | b'[')) {
            return Ok(false);
        }
        let (mark, mut ends) = (self.mark(), Ends::default());
        self.skip_nested(Some(&mut ends))?;
        self.trials.ends = Some(ends);
        self.rewind(mark);
        Ok(true)
    }

    /// A value that is not an array or an object.
    fn skip_flat(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            Some(b'"') => self.skip_string(),
            Some(b'-' | b'0'..=b'9') => self.skip_number(),
            Some(b'n') => self.literal("null"),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            _ => Err(self.syntax()),
        }
    }

    /// An array or an object, without recursion.
    fn skip_nested(&mut self, mut ends: Option<&mut Ends>) -> Result<(), DecodeError> {
        let most = DEEPEST.saturating_sub(self.bounds.depth());
        let start = self.at();
        let mut open = Open { count: 0, objects: 0 };
        let mut unended = Vec::new();
        loop {
            let bracket = self.peek();
            let is_whole = match bracket {
                Some(b'{' | b'[') => {
                    if open.count == most {
                        self.go_to(start);
                        return Err(self.too_deep());
                    }
                    if let Some(ends) = &mut ends {
                        let taken = (ends.all.len() + 1).saturating_mul(END);
                        let counted = self.bounds.take_beside(0, taken);
                        counted.map_err(|limit| self.limit(limit))?;
                        unended.push(ends.all.len());
                        ends.all.push((self.at(), 0));
                    }
                    let is_object = bracket == Some(b'{');
                    open.push(is_object);
                    self.go_to(self.at() + 1);
                    let next = self.peek();
                    match is_object {
                        true if next != Some(b'}') => {
                            self.skip_name()?;
                            false
                        }
                        true => true,
                        false => next == Some(b']'),
                    }
                }
                _ => {
                    self.skip_flat()?;
                    true
                }
            };
            if !is_whole {
                continue;
            }
            // After a value come some closing brackets, then a comma.
            loop {
                let (is_in_object, next) = (open.is_in_object(), self.peek());
                match next {
                    Some(b'}') if is_in_object => {}
                    Some(b']') if !is_in_object => {}
                    Some(b',') => {
                        self.go_to(self.at() + 1);
                        if is_in_object {
                            self.skip_name()?;
                        }
                        break;
                    }
                    _ => return Err(self.syntax()),
                }
                self.go_to(self.at() + 1);
                open.pop();
                if let Some((ends, at)) = ends.as_mut().zip(unended.pop()) {
                    ends.all[at].1 = self.at();
                }
                if open.count == 0 {
                    return Ok(());
                }
            }
        }
    }

    /// The name of a property, and the colon after it.
    fn skip_name(&mut self) -> Result<(), DecodeError> {
        self.skip_string()?;
        self.expect(b':')
    }
}
