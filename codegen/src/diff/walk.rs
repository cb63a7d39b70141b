//! Walks two descriptions side by side, from the document down to each schema, and asks every rule.
//!
//! A named schema is compared once for requests and once for responses, however many operations use it.

mod asking;
mod operations;
mod place;
mod schemas;

use crate::diff::change::Change;
use crate::diff::pair::Pair;
use crate::diff::rule::Find;
use crate::diff::side::Side;
use crate::openapi::pointer::escape;

use asking::{Asking, both};
use operations::Operations;
use schemas::Schemas;

/// All changes, in the document's order.
pub(crate) fn changes(old: &Side, new: &Side) -> Vec<Change> {
    let mut asking = Asking::of(old, new);
    document(&mut asking);
    let mut schemas = Schemas::of(asking);
    Operations::of(&mut schemas).operations();
    schemas.finish();
    schemas.asking.into_changes()
}

/// Compares the properties of the API as a whole, and its security schemes.
fn document(asking: &mut Asking<'_>) {
    let (old, new) = (&asking.old.document, &asking.new.document);
    for pointer in ["/info", "/servers", "/security"] {
        let pair = Pair {
            subject: "the API".to_owned(),
            name: String::new(),
            old: Some(old),
            new: Some(new),
            pointers: (pointer.to_owned(), pointer.to_owned()),
        };
        asking.ask(&pair, &[], None, |find| match find {
            Find::Document(at, find) if at == pointer => find(&pair),
            _ => None,
        });
    }
    let schemes = both(&old.components.security_schemes, &new.components.security_schemes);
    for (name, old, new) in schemes {
        let pointer = format!("/components/securitySchemes/{}", escape(name));
        let pair = Pair {
            subject: format!("the security scheme `{name}`"),
            name: name.to_owned(),
            old,
            new,
            pointers: (pointer.clone(), pointer),
        };
        asking.ask(&pair, &[], None, |find| match find {
            Find::SecurityScheme(find) => find(&pair),
            _ => None,
        });
    }
}
