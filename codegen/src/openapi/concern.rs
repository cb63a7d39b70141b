//! The overlay and the part of the document that a problem concerns.

use serde_json::Value;

use crate::openapi::source::Source;
use crate::report::{Location, Related};

impl Source {
    /// The location of a value in the document's own file, as if there were no overlays.
    pub(crate) fn written(&self, pointer: &str) -> Location {
        self.document.location(&self.overlays.origins.in_document(pointer))
    }

    /// The location of a problem, and its related locations: if an overlay has changed or removed something,
    /// the problem is in the overlay, and the document's location is a related one.
    pub(crate) fn concerned(&self, pointer: &str) -> (Location, Vec<Related>) {
        let location = self.location(pointer);
        if self.overlays.files.is_empty() {
            return (location, Vec::new());
        }
        let Some(own) = self.own_pointer(pointer) else { return (location, Vec::new()) };
        let origins = &self.overlays.origins;
        let related =
            |message: &str, location| vec![Related { location, message: message.to_owned() }];
        if let Some(location) = self.overlays.location(&origins.of(&own)) {
            return (location, related("the overlay changes this", self.written(&own)));
        }
        let target = self.document.value.pointer(pointer).and_then(Value::as_str);
        let target = target.and_then(|text| text.strip_prefix('#'));
        let remover = target.and_then(|target| origins.remover(target));
        let remover = remover.or_else(|| origins.remover_in(&own));
        match remover.and_then(|action| self.overlays.location(action)) {
            Some(action) => (action, related("the overlay takes away what this needs", location)),
            None => (location, Vec::new()),
        }
    }

    /// The pointer of a value in the document's own file, after overlays; none for a value of another file,
    /// because no overlay changes those.
    fn own_pointer(&self, pointer: &str) -> Option<String> {
        let mut outer = pointer;
        loop {
            match (self.moved.origins.get(outer), outer.rfind('/')) {
                (Some((0, origin)), _) => {
                    return Some(format!("{origin}{}", &pointer[outer.len()..]));
                }
                (Some(_), _) => return None,
                (None, Some(at)) => outer = &outer[..at],
                (None, None) => return Some(pointer.to_owned()),
            }
        }
    }
}
