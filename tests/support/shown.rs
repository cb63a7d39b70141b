//! The `{:?}` output of a value, as a tree.
//!
//! It reads names, fields and items from the text of a derived `Debug`, so a test can see the variant of an
//! enum without naming its type. Values with their own `Debug`, such as a time or JSON, are read as far as
//! they have brackets; nothing here is an error.

/// The output for one value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The name of a struct or a variant, a plain value, or the text between the quotes of a string.
    pub name: String,
    /// Whether it is a quoted string.
    pub is_quoted: bool,
    /// The fields of a struct, the entries of a map.
    pub fields: Vec<(String, Shown)>,
    /// The content of a variant, or the items of a list.
    pub items: Vec<Shown>,
}

impl Shown {
    /// Reads the text.
    pub fn parse(text: &str) -> Self {
        Reader { text, at: 0 }.value()
    }

    /// A field by its name in JSON, comparing only letters and digits.
    pub fn field(&self, name: &str) -> Option<&Self> {
        self.fields.iter().find(|(own, _)| letters(own) == letters(name)).map(|(_, value)| value)
    }

    /// An entry of a map.
    pub fn entry(&self, name: &str) -> Option<&Self> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// The content of an `Option` or a `Field`; any other value itself.
    pub fn held(&self) -> &Self {
        match (self.name.as_str(), &self.items[..]) {
            ("Some" | "Value", [inner]) => inner.held(),
            _ => self,
        }
    }
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.next();
        }
    }

    fn value(&mut self) -> Shown {
        self.skip_spaces();
        let is_quoted = self.peek() == Some('"');
        let mut shown = Shown { name: self.name(), is_quoted, ..Shown::default() };
        self.skip_spaces();
        let end = match self.peek() {
            Some('(') => ')',
            Some('[') => ']',
            Some('{') => '}',
            _ => return shown,
        };
        self.next();
        loop {
            self.skip_spaces();
            match self.peek() {
                None => return shown,
                Some(c) if c == end => break,
                Some(',' | ':' | ')' | ']' | '}') => {
                    self.next();
                    continue;
                }
                Some(_) => {}
            }
            let first = self.value();
            self.skip_spaces();
            if self.peek() == Some(':') {
                self.next();
                let value = self.value();
                shown.fields.push((first.name, value));
            } else {
                shown.items.push(first);
            }
        }
        self.next();
        shown
    }

    /// A string, or everything up to the end of a word.
    fn name(&mut self) -> String {
        if self.peek() == Some('"') {
            return self.string();
        }
        let mut name = String::new();
        while let Some(c) = self.peek() {
            let rest = &self.text[self.at..];
            if "()[]{},".contains(c) || rest.starts_with(": ") || rest.starts_with(" {") {
                break;
            }
            name.push(c);
            self.next();
        }
        name.trim_end().to_owned()
    }

    fn string(&mut self) -> String {
        let mut text = String::new();
        self.next();
        while let Some(c) = self.next() {
            match c {
                '"' => break,
                '\\' => text.extend(self.next()),
                _ => text.push(c),
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structs_variants_lists_and_maps_are_seen() {
        let text = r#"Unions { shape_: Circle(Round { at: 2024-02-29T12:00:00Z }), odd: {"a (\"b\": [": Some(1.5)}, list: [None, Text("}")], extra: {"x": {"deep":[1,null]}} }"#;
        let shown = Shown::parse(text);
        assert_eq!(shown.name, "Unions");
        let circle = shown.field("shape").unwrap();
        assert_eq!((circle.name.as_str(), circle.items[0].name.as_str()), ("Circle", "Round"));
        assert_eq!(circle.items[0].field("at").unwrap().name, "2024-02-29T12:00:00Z");
        assert_eq!(shown.field("odd").unwrap().fields[0].0, "a (\"b\": [");
        assert_eq!(shown.field("odd").unwrap().fields[0].1.held().name, "1.5");
        let list = &shown.field("list").unwrap().items;
        assert_eq!((list.len(), list[1].name.as_str()), (2, "Text"));
        assert_eq!(list[1].items[0].name, "}");
        assert!(shown.field("extra").is_some() && shown.fields.len() == 4);
    }
}
