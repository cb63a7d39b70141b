//! The value at a path of properties of a page, as an expression.

use proc_macro2::TokenStream;
use quote::quote;

use crate::assign::RustNames;
use crate::ir::api::Api;
use crate::ir::id::ModelId;
use crate::ir::model::{ModelKind, Presence, Property};

/// A property of a model, by its name on the wire.
pub(super) fn property<'a>(api: &'a Api, model: ModelId, wire: &str) -> Option<&'a Property> {
    match &api.models[model].kind {
        ModelKind::Object { properties, .. } => {
            properties.iter().find(|property| property.wire == wire)
        }
        _ => None,
    }
}

/// The number at a path, as an option.
pub(super) fn number(
    api: &Api,
    names: &RustNames,
    page: ModelId,
    path: &[String],
) -> Option<TokenStream> {
    let (value, property) = last(api, names, page, path)?;
    let field = names.field(property.id);
    let number = match property.presence {
        Presence::Required => quote!(part.#field),
        Presence::OptionalNullable => quote!(part.#field.value()?),
        _ => quote!(part.#field.as_ref()?),
    };
    Some(quote!(#value.and_then(|part| #number.as_i64())))
}

/// The string at a path, as an option.
pub(super) fn text(
    api: &Api,
    names: &RustNames,
    page: ModelId,
    path: &[String],
) -> Option<TokenStream> {
    let (value, property) = last(api, names, page, path)?;
    let field = names.field(property.id);
    let owner = if path.len() == 1 { quote!(page) } else { quote!(part) };
    let text = match property.presence {
        Presence::Optional | Presence::RequiredNullable => quote!(#owner.#field.as_deref()),
        Presence::OptionalNullable => quote!(#owner.#field.value().map(String::as_str)),
        Presence::Required | Presence::Tag(_) => quote!(Some(#owner.#field.as_str())),
    };
    Some(if path.len() == 1 { text } else { quote!(#value.and_then(|part| #text)) })
}

/// The value that contains the last step of a path, as an option, and the property of that step.
fn last<'a>(
    api: &'a Api,
    names: &RustNames,
    page: ModelId,
    path: &[String],
) -> Option<(TokenStream, &'a Property)> {
    let (last, steps) = path.split_last()?;
    let mut value = quote!(Some(page));
    let mut model = page;
    for step in steps {
        let property = property(api, model, step)?;
        let field = names.field(property.id);
        value = match property.presence {
            Presence::Required => quote!(#value.map(|part| &part.#field)),
            Presence::OptionalNullable => quote!(#value.and_then(|part| part.#field.value())),
            _ => quote!(#value.and_then(|part| part.#field.as_ref())),
        };
        model = property.ty.model()?;
    }
    Some((value, property(api, model, last)?))
}
