//! The items of a page: their type, and the expressions that borrow and take them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::assign::RustNames;
use crate::emit::model::types::plain_type;
use crate::emit::operation::paging::path::property;
use crate::ir::api::Api;
use crate::ir::id::ModelId;
use crate::ir::model::{ModelKind, Presence, Property, UnionVariant};
use crate::ir::types::Type;

/// The items of a page.
pub(super) struct Listed {
    pub(super) item: TokenStream,
    pub(super) items: TokenStream,
    pub(super) take: TokenStream,
}

/// The items in a property of a page, or those of the page itself if there is no property.
pub(super) fn listed(
    api: &Api,
    names: &RustNames,
    page: &Type,
    items: Option<&str>,
) -> Option<Listed> {
    let Some(name) = items else {
        let Type::Array(item) = page else { return None };
        let (items, take) = (quote!(Some(&**page)), quote!(page.into_vec()));
        return Some(Listed { item: plain_type(names, item), items, take });
    };
    let Type::Model(page) = page else { return None };
    let list = property(api, *page, name)?;
    let field = names.field(list.id);
    let (item, items, take) = match &list.ty {
        Type::Array(item) => match list.presence {
            Presence::Required | Presence::Tag(_) => {
                (item, quote!(Some(&*page.#field)), quote!(page.#field.into_vec()))
            }
            Presence::Optional | Presence::RequiredNullable => {
                (item, quote!(page.#field.as_ref()), quote!(page.#field.unwrap_or_default()))
            }
            Presence::OptionalNullable => {
                let taken = quote!(page.#field.into_value().unwrap_or_default());
                (item, quote!(page.#field.value()), taken)
            }
        },
        Type::Model(union) => return one_or_several(api, names, list, *union),
        _ => return None,
    };
    Some(Listed { item: plain_type(names, item), items, take })
}

/// One object or an array of them. A page with one object is the last one.
fn one_or_several(api: &Api, names: &RustNames, list: &Property, union: ModelId) -> Option<Listed> {
    let ModelKind::Either { object, list: several, .. } = &api.models[union].kind else {
        return None;
    };
    if object.ty != several.ty {
        return None;
    }
    let (field, union) = (names.field(list.id), names.model(union));
    let is_required = list.presence == Presence::Required;
    let pattern = |variant: &UnionVariant, value: TokenStream| {
        let variant = names.variant(variant.id);
        match is_required {
            true => quote!(models::#union::#variant(#value)),
            false => quote!(Some(models::#union::#variant(#value))),
        }
    };
    let list_of = pattern(several, quote!(items));
    let one = pattern(object, quote!(item));
    let nothing = (!is_required).then(|| quote!(None => Vec::new(),));
    let (seen, taken) = match list.presence {
        Presence::OptionalNullable => {
            (quote!(page.#field.value()), quote!(page.#field.into_value()))
        }
        _ => (quote!(&page.#field), quote!(page.#field)),
    };
    Some(Listed {
        item: plain_type(names, &object.ty),
        items: quote!(match #seen { #list_of => Some(items), _ => None }),
        take: quote!(match #taken { #list_of => items, #one => vec![item], #nothing }),
    })
}
